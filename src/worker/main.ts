/** The worker's entry: holds the lock of its name as long as it lives, and serves jobs. */
import { createHandlers } from './handlers';
import { serve } from './serve';
import { startEngine } from './startEngine';

declare const self: DedicatedWorkerGlobalScope;

serve(self, createHandlers(startEngine));

const locks = (navigator as Partial<WorkerNavigator>).locks;
if (locks !== undefined) {
  const lock = self.name;
  void locks.request(lock, () => {
    self.postMessage({ type: 'locked', lock });
    return new Promise(() => undefined);
  });
}
