import {publicIndexLine} from './public-index';

/**
 * What `sed -E` makes of requirements that a lock's own tool wrote: the index that is everybody's default gives way to the
 * machine's own, and a repository that Pipenv installs in place is installed, which is all that uv does with one.
 */
export const exportedLines = [
  String.raw`\,${publicIndexLine},d`,
  String.raw`s,^(-e|--editable)[ =]+(git\+[^#[:space:]]+)#egg=([A-Za-z0-9._-]+(\[[^]]*\])?)&?([^[:space:]]*),\3 @ \2#\5,`,
  String.raw`s,^([A-Za-z0-9._-]+(\[[^]]*\])? @ git\+[^#[:space:]]+)#([[:space:]]|$),\1\3,`,
];
