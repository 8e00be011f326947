/** All settings of the experiment, in the order in which the pipeline uses them. */
import { KeptHere } from './KeptHere';
import { AlignmentSettings } from './settings/AlignmentSettings';
import { CurveSettings } from './settings/CurveSettings';
import { DataSettings } from './settings/DataSettings';
import { EvaluationSettings } from './settings/EvaluationSettings';
import { MeasurementSettings } from './settings/MeasurementSettings';
import { NetworkSettings } from './settings/NetworkSettings';
import { NetworksSettings } from './settings/NetworksSettings';
import { OptimisationSettings } from './settings/OptimisationSettings';
import { PlaneSettings } from './settings/PlaneSettings';

export function Settings() {
  return (
    <>
      <DataSettings />
      <NetworkSettings />
      <OptimisationSettings />
      <NetworksSettings />
      <AlignmentSettings />
      <CurveSettings />
      <MeasurementSettings />
      <EvaluationSettings />
      <PlaneSettings />
      <KeptHere />
    </>
  );
}
