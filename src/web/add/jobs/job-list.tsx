import { JobCard } from "./job-card.js";
import type { JobsKeeper, ShownJobs } from "./use-jobs.js";

interface JobListProps extends ShownJobs {
  readonly keeper: JobsKeeper;
}

/** The newest jobs, of everybody. */
export function JobList({ jobs, hasFailed, newest, keeper }: JobListProps) {
  return (
    <section class="jobs" aria-labelledby="jobs-title">
      <h2 class="section-title" id="jobs-title">
        Jobs
      </h2>
      {hasFailed && <p class="jobs-note">The jobs could not be loaded.</p>}
      {jobs?.length === 0 && !hasFailed && (
        <p class="jobs-note">No jobs yet. Each file that you add becomes a job, whose progress you can follow here.</p>
      )}
      <ol id="jobs" aria-label="Jobs, newest first">
        {jobs?.map((job) => (
          <li key={job.id}>
            <JobCard job={job} isNew={job.id === newest} onChange={keeper.answer} />
          </li>
        ))}
      </ol>
    </section>
  );
}
