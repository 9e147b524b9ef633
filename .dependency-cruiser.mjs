const beside = '^src/(commands/|[^/]+[.]ts$)';

/** The import rules of the program: readers, planner, doer and teller meet in the commands and the files beside them, nowhere else. */
export default {
  forbidden: [
    {
      name: 'siblings-meet-only-in-commands',
      severity: 'error',
      from: {path: '^src/([^/]+)/', pathNot: beside},
      to: {path: '^src/', pathNot: ['^src/model/', '^src/$1/']},
    },
    {name: 'model-is-the-bottom', severity: 'error', from: {path: '^src/model/'}, to: {pathNot: '^src/model/'}},
    {
      name: 'plan-is-pure',
      severity: 'error',
      from: {path: '^src/plan/'},
      to: {pathNot: ['^src/(plan|model)/', 'node_modules/yaml/', '^(node:)?crypto$', '^(node:)?path(/posix)?$']},
    },
    {
      name: 'docker-only-in-engine',
      severity: 'error',
      from: {path: '^src/', pathNot: '^src/engine/'},
      to: {path: 'node_modules/(@types/)?(dockerode|docker-modem|docker-compose|tar-fs)/'},
    },
    {name: 'oclif-only-in-commands', severity: 'error', from: {path: '^src/', pathNot: beside}, to: {path: 'node_modules/@oclif/'}},
    {name: 'nobody-imports-commands', severity: 'error', from: {path: '^src/', pathNot: '^src/commands/'}, to: {path: '^src/commands/'}},
    {name: 'program-knows-no-test', severity: 'error', from: {path: '^src/'}, to: {path: '^(test|bench|script)/'}},
    {name: 'no-cycles', severity: 'error', from: {path: '^src/'}, to: {circular: true}},
    {name: 'every-import-is-found', severity: 'error', from: {}, to: {couldNotResolve: true}},
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.json'},
    doNotFollow: {path: 'node_modules'},
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'types'],
    },
  },
};
