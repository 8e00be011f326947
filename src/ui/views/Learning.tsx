/** Stands in the plane's place while A and B are trained for the first time. */
import { LearningCharts } from './LearningCharts';

export function Learning() {
  return (
    <div className="welcome">
      <p className="welcome-lead">A and B are learning</p>
      <LearningCharts />
      <p className="quiet">Then their neurons are matched, and the plane appears here.</p>
    </div>
  );
}
