/** One thing that a file may do, and what comes of it. */
export interface Acceptance {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  /** The caller's variables, beside PATH and HOME. */
  readonly given?: Readonly<Record<string, string>>;
  /** All variables that a service may get; `<root>` stands for the directory of the files. */
  readonly variables?: Readonly<Record<string, string | null>>;
  readonly warnings?: readonly string[];
  readonly refused?: string;
}

const base = {BASEVAR: 'base', EXPORTED_BEFORE: 'old'};
const noVariables = 'the file ended bash in a way that gives no variables back (exec, kill, or a trap of its own)';
const noName = 'this is not the name of a variable: letters, digits and _, no blanks around =';

/** The cases of one file that any evaluation of `.envrc` must get right, with what is expected of devenv; docs/envrc.md tells where direnv differs. */
export const acceptance: readonly Acceptance[] = [
  {
    what: '1 quotes, comments, an empty value and a name alone',
    files: {
      '.envrc':
        '#!/bin/sh\nexport DEBUG=1\nexport SECRET_KEY=\'dj$x#y z\'\nexport E=\nexport H=a#b\nexport C="a # b" # c\nexport UNSET_NAME\n',
    },
    variables: {DEBUG: '1', SECRET_KEY: 'dj$x#y z', E: '', H: 'a#b', C: 'a # b'},
  },
  {
    what: '2 variables and their defaults',
    files: {
      '.envrc':
        'export H=db D=app\nexport U="postgresql://${H}/$D?x=1"\nexport A=${NOPE:-dflt} B=${BASEVAR:-no} C=${BASEVAR:+yes} L="${NOPE-}"\n',
    },
    variables: {H: 'db', D: 'app', U: 'postgresql://db/app?x=1', A: 'dflt', B: 'base', C: 'yes', L: ''},
  },
  {
    what: '3 several names in one command see what was before it',
    files: {'.envrc': 'export A1=1 B1=$A1 C1="$A1 x"\n'},
    variables: {A1: '1', B1: '', C1: ' x'},
  },
  {
    what: '4 functions, lists and local declarations stay inside',
    files: {'.envrc': 'f(){ echo hi; }; export -f f\narr=(a b); export arr\ndeclare -x D=1; typeset -x T=2; readonly R=3; export R\n'},
    variables: {R: '3'},
  },
  {
    what: '5 local works, and export -n takes away',
    files: {'.envrc': 'local L=1\nexport A=$L\nexport -n BASEVAR\n'},
    variables: {A: '1', BASEVAR: null},
  },
  {
    what: '6 a value without export reaches what the caller exported',
    files: {'.envrc': 'EXPORTED_BEFORE=new\nNOTEXPORTED=x\n'},
    variables: {EXPORTED_BEFORE: 'new'},
    warnings: ['.envrc:2: NOTEXPORTED is not exported and reaches nothing'],
  },
  {what: '7 unset', files: {'.envrc': 'unset BASEVAR\n'}, variables: {BASEVAR: null}},
  {what: '8 the value that the caller has', files: {'.envrc': 'export EXPORTED_BEFORE=old\n'}, variables: {EXPORTED_BEFORE: 'old'}},
  {
    what: '8 the value that the caller has, by bash',
    files: {'.envrc': 'export EXPORTED_BEFORE=$(echo old)\n'},
    variables: {EXPORTED_BEFORE: 'old'},
  },
  {
    what: '9 values of several lines, other scripts, JSON, $ and blanks',
    files: {
      '.envrc':
        'export N=$\'l1\\nl2\'\nexport M="one\ntwo"\nexport U=\'آرچ\'\nexport J=\'{"a": "b c"}\'\nexport D=\'pa$$word\'\nexport D2="pa\\$word"\nexport S=" lead"\n',
    },
    variables: {N: 'l1\nl2', M: 'one\ntwo', U: 'آرچ', J: '{"a": "b c"}', D: 'pa$$word', D2: 'pa$word', S: ' lead'},
  },
  {what: '10 bytes that are no text', files: {'.envrc': "export BAD=$'\\xff\\xfe'\n"}, refused: '.envrc:1: the value of BAD is not UTF-8'},
  {
    what: '11 lines that end with CR LF',
    files: {'.envrc': 'export A=1\r\n'},
    variables: {A: '1\r'},
    warnings: ['.envrc: its lines end with CR LF; each value keeps the CR'],
  },
  {
    what: '12 accidents of quoting',
    files: {
      '.envrc':
        'export NODE_OPTIONS"=--x"\nexport J={"a":"b","c":"d"}\nexport GLOB=*.py\nexport T=~/x:~/y\nexport SQ=\'it\'\\\'\'s\'\nexport NLT="$(printf \'x\\ny\\n\\n\')"\nexport AMP=http://x/?a=1&b=2\nexport SEMI=abc;def=1\n',
    },
    variables: {NODE_OPTIONS: '--x', J: 'c:d', GLOB: '*.py', T: '<home>/x:<home>/y', SQ: "it's", NLT: 'x\ny', SEMI: 'abc'},
  },
  {
    what: '13 what is no name',
    files: {'.envrc': 'export K = v\nexport "BAD KEY=1"\nexport 1X=2\nset FOO=bar\nexport LAST=1\n'},
    variables: {LAST: '1'},
    warnings: [`.envrc:1: ${noName}`, `.envrc:2: ${noName}`, `.envrc:3: ${noName}`],
  },
  {
    what: '14 here-documents and lines that go on',
    files: {
      '.envrc': 'export K="$(cat <<XX\nline1\nline2 $BASEVAR\nXX\n)"\nexport Q=$(cat <<\'XX\'\nraw $BASEVAR\nXX\n)\nexport A=one\\\ntwo\n',
    },
    variables: {K: 'line1\nline2 base', Q: 'raw $BASEVAR', A: 'onetwo'},
  },
  {
    what: '15 failures between exports',
    files: {'.envrc': 'export A=1\nnosuchcommand --x\nlayout poetry\nexport B=2\nfalse\n'},
    variables: {A: '1', B: '2'},
    warnings: ['.envrc:3: nothing defines layout poetry', '.envrc ended with status 1', '.envrc:2: there is no command nosuchcommand'],
  },
  {what: '16 exit 1', files: {'.envrc': 'export A=1\nexit 1\n'}, refused: '.envrc:2: the file ended here with status 1'},
  {
    what: '17 return 1',
    files: {'.envrc': 'export A=1\nreturn 1\nexport B=1\n'},
    variables: {A: '1'},
    warnings: ['.envrc ended with status 1'],
  },
  {what: '18 set -e', files: {'.envrc': 'set -e\nexport A=1\nfalse\n'}, refused: '.envrc:3: the file ended here with status 1'},
  {
    what: '18 a name in .env that is none, where failures end it',
    files: {'.envrc': 'set -e\nexport A=1\ndotenv\n', '.env': 'B=1\nA.B=1\n'},
    refused: '.envrc:3: the file ended here with status 1',
  },
  {
    what: '18 strict_env',
    files: {'.envrc': 'strict_env\nexport A=1\nexport B=$UNDEFINED_VAR\n'},
    refused: '.envrc:3: the file ended here with status 1: UNDEFINED_VAR has no value',
  },
  {
    what: '19 an open quote',
    files: {'.envrc': 'export A=1\nexport B="open\nexport C=3\n'},
    refused: '.envrc:2: this double quote is never closed',
  },
  {
    what: '19 a condition without an end',
    files: {'.envrc': 'export A=1\nif true; then\nexport B=2\n'},
    refused: '.envrc:4: the file ends in the middle of a command',
  },
  {what: '20 a trap of its own', files: {'.envrc': "export A=1\ntrap 'echo bye' EXIT\n"}, refused: `.envrc:2: ${noVariables}`},
  {what: '20 exec', files: {'.envrc': 'export A=1\nexec true\n'}, refused: `.envrc:2: ${noVariables}`},
  {
    what: '20 a large value',
    files: {'.envrc': "export BIG=$(head -c 200000 /dev/zero | tr '\\0' x)\n"},
    refused: '.envrc:1: the value of BIG is larger than 128 KiB',
  },
  {
    what: '21 output, cd, and what belongs to the shell',
    files: {'.envrc': "echo to stdout\nexport PS1='x> '\nmkdir -p sub; cd sub\nexport SHELL=nu\nexport A=$PWD\nexport TERM=xterm\n"},
    variables: {A: '<root>/sub'},
  },
  {what: '22 read gets nothing', files: {'.envrc': 'printf "Continue? "\nread -r REPLY\nexport R="$REPLY"\n'}, variables: {R: ''}},
].map(one => ({given: base, ...one}));
