# Completion of prikke for fish. Load it with: prikke completion fish | source

function __prikke_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    set -l current (commandline -ct)
    command $program __complete $words "$current" 2>/dev/null
end

complete -c prikke -f -a '(__prikke_complete)'
