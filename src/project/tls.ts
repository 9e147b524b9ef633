import type {Proof} from '../model/proof';
import {placeOf, textAt} from './python-source/source';
import type {Code} from './python-source/code';
import type {DjangoSettingsModule} from './settings';

/** What settings say to have Postgres speak TLS: an option of libpq, an argument of dj-database-url, Heroku's helpers. */
const signs = /^(["']sslmode["']|ssl_require|django_heroku|django_on_heroku)$/;

/** Where the settings say anything of TLS to their database. Whether it applies may hang on variables. */
export function findTls(tree: Code, {program}: DjangoSettingsModule): readonly Proof[] {
  return [...program.modules.keys()].flatMap(file => {
    const source = tree.source(file);
    const found: Proof[] = [];
    source.top.cursor().iterate(({node}) => {
      if ((node.name === 'String' || node.name === 'VariableName') && signs.test(textAt(source, node))) found.push(placeOf(source, node));
    });
    return found;
  });
}
