import { BSON } from 'mongodb';
import { createServer, type Server, type Socket } from 'node:net';

type Document = Record<string, unknown>;

/** How a MongoDB that cannot be had here answers, by command. */
export interface MongoSpoken {
  readonly version: string;
  /** What a driver goes by before it asks anything else: 17 is MongoDB 6. */
  readonly wireVersion: number;
  /** The answer to every reading of a collection; empty collections when it is left out. */
  readonly onFind?: Document;
}

const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

function hello(wireVersion: number): Document {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    minWireVersion: 0,
    maxWireVersion: wireVersion,
    ok: 1,
  };
}

function answerTo(asked: Document, spoken: MongoSpoken): Document {
  if ('buildInfo' in asked) return { version: spoken.version, ok: 1 };
  if ('find' in asked)
    return (
      spoken.onFind ?? {
        cursor: { id: BSON.Long.ZERO, ns: 'clinic.schema_migrations', firstBatch: [] },
        ok: 1,
      }
    );
  return hello(spoken.wireVersion);
}

/** The document of a message: after the flags of OP_MSG, or after the name and two numbers of OP_QUERY. */
function askedIn(message: Buffer, code: number): Document {
  const at = code === OP_MSG ? HEADER + 5 : message.indexOf(0, HEADER + 4) + 9;
  return BSON.deserialize(message.subarray(at, at + message.readInt32LE(at)));
}

function framed(code: number, to: number, head: Buffer, body: Document): Buffer {
  const document = BSON.serialize(body);
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + head.length + document.length, 0);
  header.writeInt32LE(to, 8);
  header.writeInt32LE(code, 12);
  return Buffer.concat([header, head, document]);
}

function replyTo(message: Buffer, spoken: MongoSpoken): Buffer {
  const [id, code] = [message.readInt32LE(4), message.readInt32LE(12)];
  const body = answerTo(askedIn(message, code), spoken);
  if (code !== OP_QUERY) return framed(OP_MSG, id, Buffer.alloc(5), body);
  const head = Buffer.alloc(20);
  head.writeInt32LE(1, 16);
  return framed(OP_REPLY, id, head, body);
}

function serve(socket: Socket, spoken: MongoSpoken): void {
  let kept: Buffer = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (part: Buffer) => {
    kept = Buffer.concat([kept, part]);
    while (kept.length >= HEADER && kept.length >= kept.readInt32LE(0)) {
      const length = kept.readInt32LE(0);
      socket.write(replyTo(kept.subarray(0, length), spoken));
      kept = kept.subarray(length);
    }
  });
}

/** A double that greets as that server does and answers the few commands of a trial. */
export function mongoSpeaking(spoken: MongoSpoken): Server {
  return createServer((socket) => {
    serve(socket, spoken);
  });
}
