/** Puts the camera where the view has it. */
import { useLayoutEffect } from 'react';
import { useThree } from '@react-three/fiber';
import { standing } from '../../pipeline/camera';
import { useStores } from '../context';
import { HEIGHT } from '../draw/surface';

export function CameraRig() {
  const { workspace } = useStores();
  const get = useThree((state) => state.get);
  useLayoutEffect(() => {
    const place = () => {
      const { camera, invalidate } = get();
      const [x, y, z] = standing(workspace.getState().view.camera);
      camera.position.set(x, y + HEIGHT / 3, z);
      camera.lookAt(0, HEIGHT / 3, 0);
      camera.updateMatrixWorld();
      invalidate();
    };
    place();
    return workspace.subscribe((now, before) => {
      if (now.view.camera !== before.view.camera) place();
    });
  }, [get, workspace]);
  return null;
}
