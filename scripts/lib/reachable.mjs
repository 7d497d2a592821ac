/** Asks a download site for a sign of life before a downloader is let loose on it, so that a refusal is quick. */
import { request } from 'node:https';

const connectMs = 1_200;
const answerMs = 4_000;

/**
 * Resolves when the site answers anything at all below 500; otherwise throws the reason.
 * @param {string} address
 * @returns {Promise<void>}
 */
export function requireReachable(address) {
  const { hostname } = new URL(address);
  return new Promise((resolve, reject) => {
    const call = request(address, { method: 'HEAD' });
    const give = (/** @type {string} */ why) => {
      call.destroy();
      reject(new Error(`${hostname} cannot be reached (${why})`));
    };
    const connecting = setTimeout(() => give('no connection in time'), connectMs);
    const answering = setTimeout(() => give('no answer in time'), answerMs);
    const settle = () => {
      clearTimeout(connecting);
      clearTimeout(answering);
    };
    call.once('socket', (socket) => socket.once('connect', () => clearTimeout(connecting)));
    call.once('response', (response) => {
      settle();
      const status = response.statusCode ?? 0;
      if (status >= 500 || status === 407) give(`status ${status}`);
      else resolve();
      call.destroy();
    });
    call.on('error', (error) => {
      settle();
      give('code' in error ? String(error.code) : error.message);
    });
    call.end();
  });
}
