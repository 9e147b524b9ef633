import fc from 'fast-check';
import {name, plain, value} from './generated-values';

/** The files of one evaluation, by their path below the project. */
export type Files = Readonly<Record<string, string>>;

const assignment = fc.oneof(
  {weight: 10, arbitrary: fc.tuple(name, value).map(([one, text]) => `export ${one}=${text}`)},
  {weight: 2, arbitrary: fc.tuple(name, value, name, value).map(([one, text, two, more]) => `export ${one}=${text} ${two}=${more} # both`)},
  {weight: 3, arbitrary: fc.tuple(name, value).map(([one, text]) => `${one}=${text}`)},
  {weight: 1, arbitrary: name.map(one => `export ${one}`)},
  {weight: 1, arbitrary: name.map(one => `unset ${one}`)},
  {weight: 1, arbitrary: fc.tuple(name, plain).map(([one, text]) => `export "${one}=${text}"`)},
  {weight: 1, arbitrary: fc.tuple(name, plain).map(([one, text]) => `${one}+=${text}`)},
  {weight: 1, arbitrary: fc.tuple(name, plain).map(([one, text]) => `export ${one} = ${text}`)},
  {weight: 1, arbitrary: fc.tuple(name, plain).map(([one, text]) => `declare -x ${one}=${text}`)},
  {weight: 1, arbitrary: fc.tuple(name, plain).map(([one, text]) => `local ${one}=${text}`)},
);

/** A file that is loaded loads no code itself: direnv does not end where files load each other. */
const loadingData = fc.constantFrom(
  'dotenv',
  'dotenv .env.local',
  'dotenv absent',
  'dotenv_if_exists .env.local',
  'dotenv_if_exists absent',
);

const loading = fc.constantFrom(
  'dotenv',
  'dotenv .env.local',
  'dotenv sub',
  'dotenv absent',
  'dotenv_if_exists .env.local',
  'dotenv_if_exists absent',
  'source_env ./common',
  'source_env sub',
  'source_env .env',
  'source_env absent',
  'source_env_if_exists common',
  'source_env_if_exists absent',
  'source_up',
  'source_up_if_exists',
  'source_up absent',
  'source common',
  '. ./common',
  '. ./absent',
  'set -a; . ./.env; set +a',
  'set -a\nsource .env\nset +a',
);

const calling = fc.oneof(
  fc.constantFrom(
    'PATH_add bin',
    'PATH_add ./x/../y /opt/z',
    'path_add PYTHONPATH src lib',
    'path_add GIVEN_PATH a ../b',
    'path_rm PATH "/usr/*"',
    'PATH_rm "*/nothing"',
    'MANPATH_add man',
    'watch_file x y',
    'echo hello',
    'printf "%s\\n" hello',
    'log_status hello',
    'true',
    ': "${NOPE:=made}"',
    'use flake',
    'layout poetry',
    'nosuchcommand --flag',
    '# a comment with "quotes',
    '',
    'env_vars_required GIVEN',
    'export HERE=$PWD',
    'export UP=$(expand_path ..)',
    'export FOUND=$(find_up parent.txt)',
    'export REL=$(user_rel_path "$HOME/x/y")',
    'has bash && export HAS=1',
    'has nosuchthing || export HASNT=1',
    'cd sub; export IN_SUB=$PWD; cd ..',
    'read -r A; export A',
    'IFS=: read -r A B <<<"x:y"; export A B',
    'export JSON=$(cat <<END\n{"k": "$GIVEN"}\nEND\n)',
    "export RAW=$(cat <<'END'\n$GIVEN\nEND\n)",
    'eval "export EVALED=$GIVEN"',
    'on_git_branch && export BRANCH=1',
    'strict_env',
    'set -e',
    'set -u',
    'set -eu -o pipefail',
    'unstrict_env',
    'strict_env true',
    'return 1',
    'exit 0',
    'exit 3',
    'false',
    'direnv_version 2.20.0',
  ),
);

const simpleWith = (load: fc.Arbitrary<string>) =>
  fc.oneof({weight: 8, arbitrary: assignment}, {weight: 2, arbitrary: load}, {weight: 2, arbitrary: calling});

const compoundOf = (simple: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(name, assignment).map(([one, command]) => `if [[ -n $${one} ]]; then\n  ${command}\nfi`),
    fc.tuple(name, assignment, assignment).map(([one, command, other]) => `if [ -z "$${one}" ]; then ${command}; else ${other}; fi`),
    fc.tuple(fc.constantFrom('.env', 'absent', 'common'), simple).map(([file, command]) => `[[ -f ${file} ]] && ${command}`),
    fc.tuple(name, assignment).map(([one, command]) => `for item in a b; do export ${one}=$item; done\n${command}`),
    fc.tuple(name, value).map(([one, text]) => `f() {\n  local x=${text}\n  export ${one}="$x"\n}\nf`),
    fc
      .tuple(name, plain, assignment)
      .map(([one, text, command]) => `case $${one} in\n  ${text}) ${command} ;;\n  *) export OTHER=1 ;;\nesac`),
    fc.tuple(name, plain).map(([one, text]) => `test "$${one}" = ${text} || export ${one}=${text}`),
    fc.tuple(name, value).map(([one, text]) => `${one}=${text} true`),
  );

const scriptWith = (load: fc.Arbitrary<string>, most: number) => {
  const simple = simpleWith(load);
  const command = fc.oneof({weight: 6, arbitrary: simple}, {weight: 1, arbitrary: compoundOf(simple)});
  return fc.array(command, {minLength: 1, maxLength: most}).map(lines => `${lines.join('\n')}\n`);
};

/** Without $PWD, which direnv knows in a .env only since 2.35. */
const dotenvLine = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(name, fc.oneof(plain, fc.constantFrom('', '"a b"', "'a $A'", '"$GIVEN/x"', '${NOPE:-d}', 'pa$word', '"a\\nb"', 'x # note')))
      .map(([one, text]) => `${one}=${text}`),
  },
  {weight: 1, arbitrary: fc.tuple(name, plain).map(([one, text]) => `export ${one}=${text}`)},
  {weight: 1, arbitrary: fc.constantFrom('# note', '', 'Y: yaml', 'SP = spaced', 'A.B=1')},
  {weight: 1, arbitrary: fc.constantFrom('two words', 'A=b c')},
);

const dotenv = fc.array(dotenvLine, {maxLength: 5}).map(lines => `${lines.join('\n')}\n`);

/** What the census of real files found, in its proportions as far as they matter, with the files that these load. */
export const files: fc.Arbitrary<Files> = fc
  .record({
    '.envrc': scriptWith(loading, 7),
    'common': scriptWith(loadingData, 2),
    'sub/.envrc': scriptWith(loadingData, 2),
    '../.envrc': scriptWith(loadingData, 2),
    '.env': dotenv,
    '.env.local': dotenv,
    'sub/.env': dotenv,
    'ending': fc.constantFrom('\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\r\n'),
  })
  .map(({ending, ...made}) => ({...made, '.envrc': made['.envrc'].replaceAll('\n', ending)}));
