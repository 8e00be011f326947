// Prints whether Dawn finds an adapter on this machine.
import { create } from 'webgpu';

const adapter = await create([]).requestAdapter({ powerPreference: 'high-performance' });
console.log(adapter !== null);
