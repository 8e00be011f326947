import { describe, expect, it } from 'vitest';
import { adapterName, isSoftware } from '../../../src/engine/webgpu/device';

const info = (words: Partial<Parameters<typeof isSoftware>[0]>) => ({
  vendor: '',
  architecture: '',
  description: '',
  device: '',
  isFallbackAdapter: false,
  ...words,
});

describe('an adapter', () => {
  it.each([
    ['google swiftshader', { vendor: 'google', architecture: 'swiftshader' }],
    ['mesa llvmpipe (LLVM 19)', { vendor: 'mesa', description: 'llvmpipe (LLVM 19)' }],
    [
      'microsoft Microsoft Basic Render Driver',
      { vendor: 'microsoft', description: 'Microsoft Basic Render Driver' },
    ],
    ['intel gen-12lp', { vendor: 'intel', architecture: 'gen-12lp', isFallbackAdapter: true }],
  ])('%s is software', (name, words) => {
    expect(adapterName(info(words))).toBe(name);
    expect(isSoftware(info(words))).toBe(true);
  });

  it.each([
    ['nvidia hopper', { vendor: 'nvidia', architecture: 'hopper' }],
    ['apple metal-3', { vendor: 'apple', architecture: 'metal-3' }],
    ['unnamed adapter', {}],
  ])('%s is hardware', (name, words) => {
    expect(adapterName(info(words))).toBe(name);
    expect(isSoftware(info(words))).toBe(false);
  });
});
