'use strict';
/**
 * Starts the built program for a test. On an Electron older than the product's own it first adds what that one
 * lacks; such additions live here and nowhere in the product. CLINIC_TEST_MAIN is the built main file; in the package
 * of the compatibility run it lies beside this folder.
 */
const { join } = require('node:path');
const electron = require('electron');

if (Number.parseInt(process.versions.electron, 10) < 25) require('./older-electron.cjs');

// Lets a test put the product's preload into a sub-frame too, to see that its messages are refused.
if (process.env.CLINIC_TEST_SUBFRAMES === '1') {
  // Named like its parent: Electron tells its windows by their constructor's name.
  class BrowserWindow extends electron.BrowserWindow {
    constructor(options) {
      super({ ...options, webPreferences: { ...options.webPreferences, nodeIntegrationInSubFrames: true } });
    }
  }
  const patched = Object.create(electron, { BrowserWindow: { value: BrowserWindow, enumerable: true } });
  const Module = require('node:module');
  const load = Module._load;
  Module._load = (request, ...rest) => (request === 'electron' ? patched : load(request, ...rest));
}

const main = electron.app.isPackaged
  ? join(__dirname, '..', 'out', 'main', 'index.cjs')
  : process.env.CLINIC_TEST_MAIN;
if (main === undefined) throw new Error('CLINIC_TEST_MAIN must name the built main file');
require(main);
