/** What a device has been asked to do and what it holds, counted as it happens. */
export interface DeviceCounts {
  /** Compute dispatches encoded so far. */
  dispatches: number;
  submits: number;
  /** Buffers that are not destroyed. */
  buffers: number;
  /** Bytes of these. */
  bytes: number;
  /** Kernels compiled so far. */
  kernels: number;
  /** How often a kernel was asked for while none was being compiled. */
  compilations: number;
}

/** Counts from now on, on the device itself, whoever uses it. */
export function countDevice(device: GPUDevice): DeviceCounts {
  const counts: DeviceCounts = {
    dispatches: 0,
    submits: 0,
    buffers: 0,
    bytes: 0,
    kernels: 0,
    compilations: 0,
  };
  let compiling = 0;
  const compiled = () => compiling--;
  after(device, 'createComputePipelineAsync', (pipeline) => {
    counts.kernels++;
    if (compiling++ === 0) counts.compilations++;
    pipeline.then(compiled, compiled);
  });
  after(device, 'createCommandEncoder', (encoder) => {
    after(encoder, 'beginComputePass', (pass) => {
      after(pass, 'dispatchWorkgroups', () => counts.dispatches++);
      after(pass, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
    });
  });
  after(device.queue, 'submit', () => counts.submits++);
  after(device, 'createBuffer', (buffer) => {
    let held = true;
    counts.buffers++;
    counts.bytes += buffer.size;
    after(buffer, 'destroy', () => {
      // A buffer may be destroyed twice.
      if (held) {
        counts.buffers--;
        counts.bytes -= buffer.size;
      }
      held = false;
    });
  });
  return counts;
}

type Methods<T> = {
  [K in keyof T]: T[K] extends (...args: never[]) => unknown ? K : never;
}[keyof T];

/** Has `then` hear of what a method of this one object answers. */
function after<T extends object, K extends Methods<T> & string>(
  target: T,
  name: K,
  then: (answer: T[K] extends (...args: never[]) => infer Answer ? Answer : never) => void,
): void {
  const method = target[name] as (...args: unknown[]) => Parameters<typeof then>[0];
  Object.defineProperty(target, name, {
    configurable: true,
    value(...args: unknown[]) {
      const answer = method.apply(target, args);
      then(answer);
      return answer;
    },
  });
}
