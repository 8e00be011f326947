/** `isthmus open`: what it serves, to whom, and what it refuses. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from '../../src/cli/commands/open';
import { parseOptions } from '../../src/cli/options';
import { servePage, type PageServer } from '../../src/cli/pageServer';
import { isthmusHere, sampleFile } from './program';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
const site = path.join(folder, 'site');
mkdirSync(path.join(site, 'gallery'), { recursive: true });
const write = (name: string, text: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
write('site/index.html', '<!doctype html><title>Page</title>');
write('site/gallery/index.html', '<!doctype html><title>Gallery</title>');
write('site/a.wasm', '\0asm');
write('site/a.js', 'export {};');
const secret = write('secret.txt', 'secret');
const a = sampleFile('mlp-relu-adamw-a.safetensors');

afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** As a client that sends the path and the host as they are given. */
function ask(server: PageServer, way: string, { method = 'GET', host = '' } = {}): Promise<Answer> {
  const { hostname, port, host: own } = new URL(server.address);
  return new Promise((resolve, reject) => {
    request(
      { hostname, port, path: way, method, headers: { host: host === '' ? own : host } },
      (response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString('latin1')));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'],
            body,
            headers: response.headers,
          }),
        );
      },
    )
      .on('error', reject)
      .end();
  });
}

describe('the server of the page', () => {
  let server: PageServer;
  beforeAll(async () => {
    const opened = [
      { name: 'one.txt', path: secret, bytes: 6 },
      { name: 'gone.txt', path: path.join(folder, 'none'), bytes: 6 },
    ];
    server = await servePage({ folder: site, opened });
  });
  afterAll(() => server.close());

  it('serves the page with its types, on the loopback address', async () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    for (const [way, type, body] of [
      ['/', /^text\/html/, /Page/],
      ['/?open#x', /^text\/html/, /Page/],
      ['/gallery/', /^text\/html/, /Gallery/],
      ['/a.wasm', /^application\/wasm/, /asm/],
      ['/a.js', /^text\/javascript/, /export/],
    ] as const) {
      const answer = await ask(server, way);
      expect(answer.status).toBe(200);
      expect(answer.type).toMatch(type);
      expect(answer.body).toMatch(body);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
    expect((await ask(server, '/', { method: 'HEAD' })).body).toBe('');
  });

  it('serves the files to open, and no others', async () => {
    expect(JSON.parse((await ask(server, '/opened.json')).body)).toEqual(['one.txt', 'gone.txt']);
    const one = await ask(server, '/opened/0');
    expect([one.status, one.body]).toEqual([200, 'secret']);
    expect(one.headers['cache-control']).toBe('no-store');
    expect((await ask(server, '/opened/0', { method: 'HEAD' })).body).toBe('');
    for (const way of ['/opened/1', '/opened/2', '/opened/-1', '/opened/0/', '/opened/__proto__'])
      expect((await ask(server, way)).status, way).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/gallery/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%5csecret.txt',
    `/${secret}`,
    '//etc/passwd',
    '/%00',
    '/%',
    '/none',
  ])('leads nowhere with %s', async (way) => {
    const { status, body } = await ask(server, way);
    expect(status).toBe(404);
    expect(body).not.toMatch(/secret|root/);
  });

  it('answers no name that another gave this machine, and nothing but GET and HEAD', async () => {
    const { port } = new URL(server.address);
    expect((await ask(server, '/', { host: `localhost:${port}` })).status).toBe(200);
    for (const host of ['example.com', `example.com:${port}`, '127.0.0.1', '127.0.0.1:1', ' '])
      expect((await ask(server, '/opened/0', { host })).status, host).toBeGreaterThanOrEqual(400);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status, headers } = await ask(server, '/', { method });
      expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
    }
  });

  it('says that a port is taken', async () => {
    const port = Number(new URL(server.address).port);
    await expect(servePage({ folder: site, port })).rejects.toThrow(
      '--port: expected one that is free, but another program has it.',
    );
  });

  it('follows no link that is made later', async () => {
    symlinkSync(secret, path.join(site, 'later.txt'));
    expect((await ask(server, '/later.txt')).status).toBe(404);
  });
});

describe('open', () => {
  it.each([
    [['none.safetensors'], /none.safetensors: .* there is none/],
    [[folder], /expected a folder that run wrote, but it has no results.json/],
    [['--port', '70000'], /--port: .* from 0 to 65535, got 70000/],
  ] as const)('refuses %j', async (words, said) => {
    const { code, err } = await isthmusHere('open', ...words, '--no-browser');
    expect(code).toBe(2);
    expect(err).toMatch(said);
  });

  it('says its address, serves what it was given, and ends with Ctrl C', async () => {
    mkdirSync(path.join(folder, 'results'));
    const results = write('results/results.json', '{}');
    symlinkSync(site, path.join(folder, 'dist'));
    let say: (text: string) => void = () => undefined;
    const said = new Promise<string>((resolve) => (say = resolve));
    const { given } = parseOptions(open.options, [path.dirname(results), a, '--no-browser']);
    const root = pathToFileURL(`${folder}/`);
    const ended = open.run(given, { root, progress: () => undefined, note: say });
    const [address = ''] = /http:\S+/.exec(await said) ?? [];
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?open$/);
    const names: unknown = await (await fetch(new URL('opened.json', address))).json();
    expect(names).toEqual(['results.json', path.basename(a)]);
    process.emit('SIGINT');
    expect((await ended).json).toEqual({ address });
    await expect(fetch(address)).rejects.toThrow();
  });

  it('says how to build the page where it is not built', async () => {
    const { given } = parseOptions(open.options, ['--no-browser']);
    const root = pathToFileURL(`${site}/`);
    await expect(
      open.run(given, { root, progress: () => undefined, note: () => undefined }),
    ).rejects.toThrow(/npm run build makes it/);
  });
});
