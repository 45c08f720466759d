#compdef prikke
# Completion of prikke for zsh. Load it with: source <(prikke completion zsh), after compinit

_prikke() {
    local line value description
    local -a values shown open open_shown
    for line in "${(@f)$("${(Q)words[1]}" __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        value=${line%%$'\t'*}
        [[ -n $value ]] || continue
        description=${${line#"$value"}#$'\t'}
        description="$value${description:+  -- $description}"
        if [[ $value == *[=/] ]]; then
            open+=("$value")
            open_shown+=("$description")
        else
            values+=("$value")
            shown+=("$description")
        fi
    done
    (($#values)) && compadd -l -d shown -a values
    (($#open)) && compadd -l -S '' -d open_shown -a open
    return 0
}

if [[ ${funcstack[1]} == _prikke ]]; then
    _prikke "$@"
elif (($+functions[compdef])); then
    compdef _prikke prikke
fi
