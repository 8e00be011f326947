export function installDawn(): void;
export function findGpu(): { env: Record<string, string>; missing: string | null };
