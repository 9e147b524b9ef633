import {flush, handle, run} from '@oclif/core';

// oclif finds package.json, its manifest and the commands from the place of this file.
await run(process.argv.slice(2), import.meta.url)
  .then(() => flush())
  .catch(handle);
