'use strict';
/** What Electron 22 (Node 16.17, Chromium 108) lacks of the product's own Electron, as far as the product uses it. */
const { app, safeStorage, session } = require('electron');
const { webcrypto } = require('node:crypto');
const { Readable } = require('node:stream');
const { deserialize, serialize } = require('node:v8');

globalThis.crypto ??= webcrypto;
globalThis.structuredClone ??= (value) => deserialize(serialize(value));

function addMethod(prototype, name, method) {
  if (prototype[name] !== undefined) return;
  Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true });
}
addMethod(Array.prototype, 'toSorted', function (compare) {
  return [...this].sort(compare);
});
addMethod(Array.prototype, 'toReversed', function () {
  return [...this].reverse();
});
addMethod(Array.prototype, 'toSpliced', function (...change) {
  const copy = [...this];
  copy.splice(...change);
  return copy;
});
addMethod(Array.prototype, 'with', function (index, value) {
  const copy = [...this];
  copy[index < 0 ? index + copy.length : index] = value;
  return copy;
});

URL.canParse ??= (address, base) => {
  try {
    return new URL(address, base) instanceof URL;
  } catch {
    return false;
  }
};

AbortSignal.any ??= (signals) => {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
};

/** The little of `Response` that the product's scheme answers with. */
globalThis.Response ??= class Response {
  constructor(body, { status = 200, headers = {} } = {}) {
    this.status = status;
    this.headers = headers;
    this.data = body === null ? Buffer.alloc(0) : body instanceof Readable ? body : Buffer.from(body);
  }
};

/** Node 17 has it; here the stream itself goes on to the answer below. */
Readable.toWeb ??= (stream) => stream;

async function wholeOf(data) {
  if (!(data instanceof Readable)) return data;
  const parts = [];
  for await (const part of data) parts.push(part);
  return Buffer.concat(parts);
}

/** `protocol.handle` (Electron 25) over the older call that answers with a buffer. */
function addHandle(protocol) {
  protocol.handle ??= (scheme, answer) => {
    protocol.registerBufferProtocol(scheme, (request, reply) => {
      Promise.resolve(answer({ url: request.url, method: request.method })).then(
        async ({ status, headers, data: sent }) => {
          const data = await wholeOf(sent);
          const { 'Content-Type': type = 'application/octet-stream' } = headers;
          const [mimeType, charset] = type.split('; charset=');
          reply({ statusCode: status, headers, data, mimeType, ...(charset ? { charset } : {}) });
        },
        () => reply({ error: -2 }),
      );
    });
  };
}
app.on('session-created', (made) => addHandle(made.protocol));
app.whenReady().then(() => addHandle(session.defaultSession.protocol));

/** The later, asynchronous form of the keyring. */
safeStorage.isAsyncEncryptionAvailable ??= () => Promise.resolve(safeStorage.isEncryptionAvailable());
safeStorage.encryptStringAsync ??= (plain) => Promise.resolve(safeStorage.encryptString(plain));
safeStorage.decryptStringAsync ??= (sealed) => Promise.resolve({ result: safeStorage.decryptString(sealed) });
