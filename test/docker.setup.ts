import {jest} from '@jest/globals';

// Jest reads `testTimeout` of the root only, so the project that builds images sets its own.
jest.setTimeout(15 * 60_000);
