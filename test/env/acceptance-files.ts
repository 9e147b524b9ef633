import type {Acceptance} from './acceptance';

const badLine = "direnv's dotenv does not understand this line and takes nothing from the file";

/** The same for files that load others. */
export const acceptanceOfFiles: readonly Acceptance[] = [
  {
    what: '23 the grammar of dotenv',
    files: {
      '.envrc': 'export FOO=from_envrc\ndotenv\n',
      '.env':
        'FOO=from_dotenv\nBAR=$FOO/x\nBAZ=${NOPE:-dflt}\nBASEVAR=overridden\nD1=$PWD\nQ="a\\nb\\$x \\"q\\" \\t"\nS=\'a\\nb$x\'\nH=a#b\nH2=a #b\nH3="a # b" # c\nE=\nEMPTYQ=""\nSP = spaced\nexport EX=1\nY: yaml\nU=é\nDD=$$x\nP=pa$word\nA.B=dotted\n1X=digit\n',
    },
    variables: {
      ...{FOO: 'from_dotenv', BAR: 'from_dotenv/x', BAZ: 'dflt', BASEVAR: 'overridden', D1: '<root>', Q: 'a\nb\\ "q" t', S: 'a\\nb$x'},
      ...{H: 'a', H2: 'a', H3: 'a # b', E: '', EMPTYQ: '', SP: 'spaced', EX: '1', Y: 'yaml', U: 'é', DD: 'x', P: 'pa'},
    },
    warnings: ['.env:19: A.B is not the name of a variable and is left out', '.env:20: 1X is not the name of a variable and is left out'],
  },
  ...(
    [
      ['24 a bad line in .env', 'GOOD=1\nthis is bad\n', 2],
      ['24 two words in .env', 'UQ=two words\n', 1],
      ['24 a byte order mark in .env', '\ufeffA=1\n', 1],
      ['25 a value of several lines in .env', 'A=1\nKEY="-----BEGIN\nline2\n-----END"\n', 3],
    ] as const
  ).map(([what, text, line]) => ({
    what,
    files: {'.envrc': 'dotenv\nexport AFTER=1\n', '.env': text},
    variables: {AFTER: '1'},
    warnings: [`.env:${line}: ${badLine}`],
  })),
  {
    what: '23 a name in .env that has a value there already',
    files: {'.envrc': 'dotenv\n', '.env': 'P=a\nP="$P:b"\n'},
    variables: {P: 'a:b'},
  },
  {
    what: '26 a .env with CR LF',
    files: {'.envrc': 'dotenv\n', '.env': 'A=1\r\nB="two"\r\nC=x # c\r\n'},
    variables: {A: '1', B: 'two', C: 'x'},
  },
  {
    what: '27 a password with # and $ in .env',
    files: {'.envrc': 'dotenv\n', '.env': 'DB_PASSWORD=pa#ss$word\n'},
    variables: {DB_PASSWORD: 'pa'},
  },
  {what: '28 dotenv with two files', files: {'.envrc': 'dotenv a.env b.env\n', 'a.env': 'A=1\n', 'b.env': 'B=1\n'}, variables: {A: '1'}},
  {
    what: '29 a .env that is sourced',
    files: {'.envrc': 'source_env .env\n', '.env': 'K1=v1\nexport K2=v2\n'},
    variables: {K2: 'v2'},
    warnings: ['.env:1: K1 is not exported and reaches nothing; dotenv reads such a file'],
  },
  {
    what: '29 a .env that is sourced, and runs half of a value',
    files: {'.envrc': 'source_env .env\n', '.env': 'export K2=v2\nK3=a b\n'},
    variables: {K2: 'v2'},
    warnings: ['.env ended with status 127', '.env:2: there is no such command'],
  },
  {
    what: '30 set -a around a .env',
    files: {'.envrc': 'set -a; source .env; set +a\n', '.env': 'K1=v1\nexport K2=v2\nK3="a b"\nK4=$K1-x\n'},
    variables: {K1: 'v1', K2: 'v2', K3: 'a b', K4: 'v1-x'},
  },
  {
    what: '31 source_up',
    files: {'.envrc': 'export X=child-first\nsource_up\nexport Y="$X"\n', '../.envrc': 'export X=parent\nexport ONLY_PARENT=$PWD\n'},
    variables: {X: 'parent', Y: 'parent', ONLY_PARENT: '<above>'},
  },
  {
    what: '32 files that load files',
    files: {
      '.envrc': 'source_env ./common\n',
      'common/.envrc': 'source_env_if_exists ../.envrc.local\nexport COMMON=1\n',
      '.envrc.local': 'export DEEP=$PWD\n',
    },
    variables: {DEEP: '<root>', COMMON: '1'},
  },
  {
    what: '33 what is about the machine',
    files: {
      '.envrc': 'source venv/bin/activate\nPATH_add bin\npath_add PYTHONPATH src lib\nuse flake\nlayout python\nexport A=1\n',
      'venv/bin/activate':
        'deactivate () { unset VIRTUAL_ENV; }\nVIRTUAL_ENV=/x/venv\nexport VIRTUAL_ENV\nPATH="$VIRTUAL_ENV/bin:$PATH"\nexport PATH\n',
    },
    variables: {A: '1'},
  },
].map(one => ({given: {BASEVAR: 'base'}, ...one}));
