import type { Collections } from '#electron/mongo/collections';
import type { FilePlace } from './places';
import { fileStream, hasFile, makeFile } from './store';

/** Files in GridFS: the parts lie there already, so that keeping one is a single row. */
export function gridFsFiles(collections: Collections): FilePlace {
  return {
    // Whoever asks has just read MongoDB.
    ready: () => Promise.resolve(),
    pathOf: (id) => `gridfs:${id.toHexString()}`,
    isKeeping: () => false,
    keep: async (upload) => {
      await makeFile(collections, upload);
      return 'kept';
    },
    // Its parts are taken away in any case.
    forget: () => Promise.resolve(),
    has: ({ _id }) => hasFile(collections, _id),
    read: ({ _id }) => fileStream(collections, _id),
  };
}
