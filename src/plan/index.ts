export {mustAskRegistry, mustFindInterpreters} from './bases';
export {ignoreForAssets} from './assets';
export {ignoreForCode} from './dockerignore';
export type {Inputs} from './inputs';
export {databaseElsewhere} from './database';
export {shellExports} from './files';
export {planDown} from './down';
export {placeholderSource, placeholdersOf} from './placeholders';
export {listsNothing} from './unfit';
export {planImageLock} from './image-lock';
export {lockedVersion, mustLock, planLock, rewriteLock} from './lock';
export {compiledRelocks, foreignRelocks, type Relock} from './lock-tools';
export {planRelock} from './relock';
export {forwarded} from './loopback';
export {closedSite} from './hosts';
export {
  contradictingFiles,
  copiedSettings,
  missingAssets,
  missingRunner,
  shippedDevelopment,
  unloadedData,
  unreadPackages,
  unwrittenSettings,
} from './notices';
export {planBorrow} from './borrow';
export {planUp} from './up';
export {planCheck, planCheckWithStores} from './check';
export {djangoFindings, releaseFindings} from './release';
export {checkVariables} from './cross-check';
export {chainsOf, variablesOf, type Change} from './variables';
export {planTest, type TestPlan} from './test';
export {planBuild} from './build';
export {lacksFrontEnd} from './images';
export {planPush, shippingImages, type Shipped} from './push';
export {codeServicesOf} from './services';
export {shippedProject} from './shipped';
