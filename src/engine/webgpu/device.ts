/** The GPU: found, judged and opened by us, so that our own shaders and tfjs share one device. */

/** What this machine offers for WebGPU. */
export interface AdapterProbe {
  readonly adapter: GPUAdapter;
  readonly info: GPUAdapterInfo;
  /** `nvidia hopper` */
  readonly name: string;
  /** A GPU emulated on the CPU. */
  readonly software: boolean;
}

/** A device with the adapter's own limits. No kernel uses an optional feature: half floats are too short for losses. */
export interface OpenDevice extends AdapterProbe {
  readonly device: GPUDevice;
  /** Resolves with a reason when results cannot be trusted any more; never after {@link OpenDevice.close}. */
  readonly lost: Promise<string>;
  close(): void;
}

/** WebGPU's defaults are those of a phone: 128 MiB a binding, 8 storage buffers a shader. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const;

/**
 * Finds the adapter without opening a device: `null` without WebGPU or without an adapter (many Linux GPUs).
 *
 * @param gpu the browser's own by default
 */
export async function probeAdapter(
  // The types promise navigator.gpu; browsers do not.
  gpu = navigator.gpu as GPU | undefined,
): Promise<AdapterProbe | null> {
  const adapter = (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;
  if (adapter === null) return null;
  const { info } = adapter;
  return { adapter, info, name: adapterName(info), software: isSoftware(info) };
}

/** `vendor architecture`, or what else the browser reports; it may report nothing. */
export function adapterName({ vendor, architecture, description, device }: AdapterWords): string {
  const words = [vendor, architecture || description || device].filter((word) => word !== '');
  return words.join(' ') || 'unnamed adapter';
}

/** Whether an adapter is emulated on the CPU: Chromium's SwiftShader, Mesa's llvmpipe, Windows' WARP. */
export function isSoftware(
  info: AdapterWords & Pick<GPUAdapterInfo, 'isFallbackAdapter'>,
): boolean {
  const { vendor, architecture, description, device } = info;
  return (
    info.isFallbackAdapter ||
    /swiftshader|llvmpipe|lavapipe|basic render|\bwarp\b/i.test(
      [vendor, architecture, description, device].join(' '),
    )
  );
}

type AdapterWords = Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'description' | 'device'>;

/** Opens the adapter's device. An adapter opens one device only: probe again for another. */
export async function openDevice(probe: AdapterProbe): Promise<OpenDevice> {
  const { adapter } = probe;
  const device = await adapter.requestDevice({
    requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
  });
  let closed = false;
  const lost = new Promise<string>((resolve) => {
    void device.lost.then(({ reason, message }) => {
      if (!closed) resolve(`The GPU device was lost (${reason}): ${message}`);
    });
    // Out of memory, most likely: the device lives on, but what depends on the failed call reads as zeros.
    device.addEventListener('uncapturederror', ({ error }) =>
      resolve(`The GPU reported an error: ${error.message}`),
    );
  });
  return {
    ...probe,
    device,
    lost,
    close() {
      closed = true;
      device.destroy();
    },
  };
}
