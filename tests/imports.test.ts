/** The one direction of imports (src/README.md), as a table, held over every file of `src/`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Along an arrow, skipping included, a folder may import anything. */
const ARROWS: Record<string, readonly string[]> = {
  ui: ['store'],
  store: ['pipeline', 'files'],
  pipeline: ['client'],
  client: ['jobs'],
  jobs: ['model', 'data'],
  worker: ['jobs', 'science', 'engine', 'files'],
  cli: ['pipeline', 'worker', 'files'],
  files: ['model', 'data'],
  science: ['model', 'data'],
  engine: ['model', 'data'],
  model: [],
  data: ['model'],
};

/** Along these, types alone. */
const TYPE_ARROWS: Record<string, readonly string[]> = {
  science: ['engine'],
  jobs: ['science', 'engine', 'files'],
};

/** What science may know of an engine. */
const INTERFACE = 'engine/engine';

/** Holds the version, which every result carries. */
const MANIFEST = '../package.json';

/** Where each package may be imported. */
const PACKAGES: readonly [name: RegExp, folders: readonly string[]][] = [
  [/^@tensorflow\//, ['engine']],
  [/^(react|react-dom|@base-ui\/react)(\/|$)/, ['ui']],
  [/^(d3-|qrcode-generator$)/, ['ui']],
  [/^workbox-window$/, ['ui']],
  [/^(three|@react-three\/fiber)$/, ['ui']],
  [/^zustand(\/|$)/, ['store', 'ui']],
  [/^valibot$/, ['jobs', 'pipeline']],
  [/^pure-rand\//, ['model']],
  [/^nanotar$/, ['data']],
  [/^fflate$/, ['files']],
  [/^(sirv|open)$/, ['cli']],
  [/^idb(-keyval)?$/, ['worker']],
  [/^@noble\/hashes\//, ['jobs']],
];

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/** Every static and dynamic import and re-export of a file. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier))
      found.push({ from: specifier.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const names = clause?.namedBindings;
      const named = names !== undefined && ts.isNamedImports(names) ? names.elements : [];
      const allTypes =
        clause?.name === undefined && named.length > 0 && named.every((name) => name.isTypeOnly);
      add(node.moduleSpecifier, allTypes || clause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether `to` can be reached from `from` along the arrows. */
function reaches(from: string, to: string, typeOnly: boolean): boolean {
  if (from === to) return true;
  const next = [...(ARROWS[from] ?? []), ...(typeOnly ? (TYPE_ARROWS[from] ?? []) : [])];
  return next.some((folder) => reaches(folder, to, typeOnly));
}

/**
 * What is wrong with a file's imports.
 *
 * @param file relative to `src/`: `science/train.ts`
 */
function violations(file: string, text: string): string[] {
  const [folder = ''] = file.split('/');
  if (ARROWS[folder] === undefined) return [`${file}: ${folder} is no folder of the table`];
  return importsOf(file, text).flatMap(({ from, typeOnly }) => {
    const kind = typeOnly ? 'the types of ' : '';
    const wrong = [`${file} imports ${kind}${from}`];
    if (folder === 'cli' && from.startsWith('node:')) return [];
    if (!from.startsWith('.')) {
      const folders = PACKAGES.find(([name]) => name.test(from))?.[1] ?? [];
      return folders.includes(folder) ? [] : wrong;
    }
    const target = path.posix.join(path.posix.dirname(file), from);
    if (target === MANIFEST) return [];
    const [to = ''] = target.split('/');
    if (folder === 'science' && to === 'engine' && target !== INTERFACE) return wrong;
    return reaches(folder, to, typeOnly) ? [] : wrong;
  });
}

const root = new URL('../src/', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => /\.tsx?$/.test(file));

describe('the sources', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files).toContain('science/train.ts');
  });

  it('follow the arrows', () => {
    const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
    expect(files.flatMap((file) => violations(file, read(file)))).toEqual([]);
  });
});

describe('the check', () => {
  it.each([
    ['model/x.ts', `import { assign } from '../science/assignment';`],
    ['data/x.ts', `import type { Engine } from '../engine/engine';`],
    ['engine/x.ts', `import { train } from '../science/train';`],
    ['engine/wasm/x.ts', `import { train } from '../../science/train';`],
    ['engine/x.ts', `import { useState } from 'react';`],
    ['science/x.ts', `import { createWasmEngine } from '../engine/wasm/engine';`],
    ['science/x.ts', `import type { Tensor } from '../engine/tfjs/ops';`],
    ['science/x.ts', `import { something } from '../engine/engine';`],
    ['science/x.ts', `import * as tf from '@tensorflow/tfjs-core';`],
    ['science/x.ts', `export { scaleLinear } from 'd3-scale';`],
    ['science/x.ts', `import type { JobMap } from '../jobs/jobs';`],
    ['science/paths/x.ts', `const store = await import('../../store/store');`],
    ['jobs/x.ts', `import { train } from '../science/train';`],
    ['jobs/x.ts', `type Pool = import('../client/workerPool').Pool;`],
    ['worker/x.ts', `import { pool } from '../client/workerPool';`],
    ['client/x.ts', `import { train } from '../science/train';`],
    ['client/x.ts', `import { type Pool, store } from '../store/store';`],
    ['store/x.ts', `import { App } from '../ui/App';`],
    ['store/x.ts', `import * as v from 'valibot';`],
    ['ui/x.tsx', `import { train } from '../science/train';`],
    ['ui/x.tsx', `import '@tensorflow/tfjs-core';`],
    ['ui/x.tsx', `import { chunk } from 'lodash';`],
    ['files/x.ts', `import type { Engine } from '../engine/engine';`],
    ['science/x.ts', `import { main } from '../cli/main';`],
    ['cli/x.ts', `import { App } from '../ui/App';`],
    ['extra/x.ts', `export {};`],
  ])('refuses in %s: %s', (file, text) => {
    expect(violations(file, text)).toHaveLength(1);
  });

  it.each([
    ['science/x.ts', `import type { Engine } from '../engine/engine';`],
    ['science/paths/x.ts', `import { type Engine, type Loss } from '../../engine/engine';`],
    ['jobs/x.ts', `import type { Assignment } from '../science/assignment';`],
    ['client/x.ts', `import type { EngineInfo } from '../engine/engine';`],
    ['ui/views/x.tsx', `import { scaleLinear } from 'd3-scale'; import '../styles/page.css';`],
    ['ui/x.tsx', `import { MAX_UNITS } from '../model/architecture';`],
    ['worker/x.ts', `import { train } from '../science/train';`],
  ])('allows in %s: %s', (file, text) => {
    expect(violations(file, text)).toEqual([]);
  });
});
