/** Stands in the plane's place while the networks are trained for the first time. */
import { useShallow } from 'zustand/react/shallow';
import { networkNames } from '../../store/networks';
import { useIsthmus } from '../context';
import { LearningCharts } from './LearningCharts';
import { listText } from './pathText';

export function Learning() {
  const names = useIsthmus(useShallow(({ experiment }) => networkNames(experiment)));
  return (
    <div className="welcome">
      <p className="welcome-lead">{listText(names)} are learning</p>
      <LearningCharts />
      <p className="quiet">Then their neurons are matched, and the plane appears here.</p>
    </div>
  );
}
