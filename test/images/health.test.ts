import {expect, test} from '@jest/globals';
import {resolve} from 'node:path';
import {run} from '../e2e/support/devenv';
import {builtExample} from './built';

/** A server on port 8000 that answers each client or path as the first argument says, and any other as its "*"; then health.py. */
const program = `
import http.server, json, runpy, sys, threading
answers = json.loads(sys.argv[1])

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, text = answers.get(self.client_address[0]) or answers.get(self.path, answers["*"])
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass

server = http.server.HTTPServer(("127.0.0.1", 8000), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.argv = ["health.py", *sys.argv[2:]]
runpy.run_path("/health.py", run_name="__main__")
`;

const {image} = builtExample();

const debug = 'TemplateDoesNotExist at /-/devenv/health\nindex.html\n\nRequest Method: GET\n';
const login = '/admin/login/';

test.each([
  ['an unknown path', {'*': [404, '']}, ['localhost'], ''],
  ['developers of INTERNAL_IPS alone with what fails', {'*': [404, ''], '127.0.0.1': [500, debug]}, ['localhost'], ''],
  ['a redirect to HTTPS', {'*': [301, '']}, ['localhost', login], ''],
  ['a host that it refuses', {'*': [400, '']}, ['localhost', login], 'Django answered 400'],
  [
    'a view that fails at every path',
    {'*': [500, debug]},
    ['localhost'],
    'Django answered 500 TemplateDoesNotExist at /-/devenv/health: index.html',
  ],
  ['a page of its own for errors', {'*': [500, '<h1>Server Error (500)</h1>']}, ['localhost', login], 'Django answered 500'],
  ['a view that fails at every path but the known one', {'*': [500, debug], [login]: [200, '']}, ['localhost', login], ''],
])('Django answers %s', async (_what, answers, words, reason) => {
  const mount = `${resolve(__dirname, '../../images/app/health.py')}:/health.py:ro`;
  const options = ['--rm', '--network=none', '--volume', mount, '--entrypoint', 'python', image()];
  const {code, stderr} = await run('docker', ['run', ...options, '-c', program, JSON.stringify(answers), ...words], '/');
  expect({code, stderr: stderr.trim()}).toEqual({code: reason === '' ? 0 : 1, stderr: reason});
});
