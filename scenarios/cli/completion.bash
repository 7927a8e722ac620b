# Completion of liandong for bash: commands, the options of each as its help lists them, stages and projects for explain and graph.

_liandong() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command="" i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      check | plan | scenarios | compare | bridge | reach | frontier | stress | alternatives | hedge | verify | explain | prices | simulate | batch | graph | solve | export-mps | generate) command=${COMP_WORDS[i]} && break ;;
    esac
  done
  case $before in
    --lang) COMPREPLY=($(compgen -W "zh en" -- "$word")) && return ;;
    --order) COMPREPLY=($(compgen -W "priced strict" -- "$word")) && return ;;
    --sampling) COMPREPLY=($(compgen -W "sobol latin plain" -- "$word")) && return ;;
    --unit) COMPREPLY=($(compgen -W "wan yi" -- "$word")) && return ;;
    --certainty) COMPREPLY=($(compgen -W "in_account issued approved applied hoped" -- "$word")) && return ;;
    --stage | --critical) COMPREPLY=($(compgen -W "$(_liandong_keys stages.csv)" -- "$word")) && return ;;
    --project) COMPREPLY=($(compgen -W "$(_liandong_keys projects.csv)" -- "$word")) && return ;;
    --source) COMPREPLY=($(compgen -W "$(_liandong_keys sources.csv)" -- "$word")) && return ;;
    --scenario) COMPREPLY=($(compgen -W "$(_liandong_scenarios)" -- "$word")) && return ;;
  esac
  if [[ -z $command && $word != -* ]]; then
    COMPREPLY=($(compgen -W "check plan scenarios compare bridge reach frontier stress alternatives hedge verify explain prices simulate batch graph solve export-mps generate" -- "$word"))
  elif [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$(liandong --lang en $command --help 2>/dev/null | grep -o -- '--[a-z-]*' | sort -u) --lang" -- "$word"))
  elif [[ ($command == scenarios || $command == compare || $command == bridge) && -n $(_liandong_campaign) ]]; then
    COMPREPLY=($(compgen -W "baseline $(_liandong_scenarios)" -- "$word"))
  else
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}

# The folder after the command is the campaign.
_liandong_campaign() {
  local i
  for ((i = 2; i < COMP_CWORD; ++i)); do
    [[ -e ${COMP_WORDS[i]}/campaign.toml ]] && echo "${COMP_WORDS[i]}" && return
  done
}

_liandong_keys() {
  local folder
  folder=$(_liandong_campaign)
  [[ -n $folder && -r $folder/$1 ]] && tail -n +2 "$folder/$1" | cut -d, -f1
}

_liandong_scenarios() {
  local folder
  folder=$(_liandong_campaign)
  [[ -n $folder ]] && (cd "$folder/scenarios" 2>/dev/null && ls -- *.toml 2>/dev/null | sed 's/\.toml$//')
}

complete -F _liandong liandong
