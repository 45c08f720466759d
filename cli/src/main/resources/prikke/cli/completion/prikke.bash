# Completion of prikke for bash. Load it with: source <(prikke completion bash)

_prikke() {
    local i word current joined tail value reply
    local -a words=()

    # Bash takes "=" and ":" for ends of words, and prikke does not: what it has split is joined again.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((${#words[@]})) && [[ -n ${joined:-} || $word == [=:]* ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        joined=
        [[ $word == *[=:] ]] && joined=1
    done
    current=${words[${#words[@]} - 1]}
    tail=${current##*[=:]}
    words=("${words[@]//[\"\'\\]/}")

    COMPREPLY=()
    while IFS=$'\t' read -r value _; do
        # Of what bash has split it replaces the last part only.
        reply=${value#"${current%"$tail"}"}
        [[ $reply == *[=/] ]] && compopt -o nospace 2>/dev/null
        [[ $reply == *[=] ]] || reply=$(printf %q "$reply")
        COMPREPLY+=("$reply")
    done < <("${COMP_WORDS[0]}" __complete "${words[@]}" 2>/dev/null)
}

complete -F _prikke prikke
