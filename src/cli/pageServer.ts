/** Serves the built page to browsers of this machine, with files beside it that are to be opened. */
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { InputError } from './problem';

/** The loopback address: no other machine reaches it. */
const HOST = '127.0.0.1';

/** A file to open, by the name that the page shows. */
export interface OpenedFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

export interface PageServer {
  /** Of the page, `http://127.0.0.1:4173/`. */
  readonly address: string;
  /** Resolves once nothing is served any more. */
  close(): Promise<void>;
}

interface PageServerOptions {
  /** Of the built page. */
  readonly folder: string;
  readonly opened?: readonly OpenedFile[];
  /** 0 for any that is free. */
  readonly port?: number;
}

/** @throws InputError for a port that is taken or not allowed */
export async function servePage({
  folder,
  opened = [],
  port = 0,
}: PageServerOptions): Promise<PageServer> {
  // Lists the files of the folder now, so that no path leads out of it.
  const page = sirv(folder, { etag: true });
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, portOf(server));
    if (refusal !== null) {
      const { status, text, headers = {} } = refusal;
      response.writeHead(status, { 'Content-Type': 'text/plain', ...headers }).end(`${text}\n`);
      return;
    }
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (answerOpened(opened, request, response)) return;
    page(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such file.\n');
    });
  });
  await listening(server, port);
  return {
    address: `http://${HOST}:${portOf(server)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** No type is guessed, and no other site embeds what is opened here. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

interface Refusal {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request is not answered; null for one that is. */
function refusalOf({ method = '', headers }: IncomingMessage, port: number): Refusal | null {
  // A name of somebody else's that leads to this machine would let their pages read what is served here.
  if (headers.host !== `${HOST}:${port}` && headers.host !== `localhost:${port}`)
    return { status: 421, text: `Expected the host ${HOST}:${port}.` };
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, text: 'Expected GET or HEAD.', headers: { Allow: 'GET, HEAD' } };
  return null;
}

/** Answers `opened.json`, the names of the files to open, and `opened/0`, the first of them. */
function answerOpened(
  opened: readonly OpenedFile[],
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
): boolean {
  const headers = { 'Cache-Control': 'no-store' };
  const path = url.replace(/[?#].*$/, '');
  if (path === '/opened.json') {
    response.writeHead(200, { ...headers, 'Content-Type': 'application/json' });
    response.end(method === 'HEAD' ? undefined : JSON.stringify(opened.map(({ name }) => name)));
    return true;
  }
  const file = opened[Number(/^\/opened\/(\d+)$/.exec(path)?.[1] ?? -1)];
  if (file === undefined) return false;
  const stream = createReadStream(file.path, { end: Math.max(0, file.bytes - 1) });
  stream.on('error', () => {
    if (!response.headersSent) response.writeHead(404);
    response.end();
  });
  stream.on('open', () => {
    response.writeHead(200, {
      ...headers,
      'Content-Type': 'application/octet-stream',
      'Content-Length': file.bytes,
    });
    if (method === 'HEAD') response.end();
    else stream.pipe(response);
  });
  return true;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has it',
  EACCES: 'the system does not allow it',
};

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = REASONS[error.code ?? ''] ?? error.message;
      reject(new InputError(`--port: expected one that is free, but ${reason}.`, { cause: error }));
    });
    server.listen(port, HOST, () => resolve());
  });
}
