/** What the rows and the events of all schedules must not tell. */
import type { Client } from "pg";
import { ACTIVE_STATUSES } from "../../contract";

interface Event {
  readonly run_id: string;
  readonly forecast: string;
  readonly from_status: string | null;
  readonly to_status: string;
  readonly from_stage: string | null;
  readonly to_stage: string;
}

const ACTIVE: readonly string[] = ACTIVE_STATUSES;

/** Replays the events: nobody acted on a state that was not, and no forecast was held twice. */
export async function impossibleStories(admin: Client): Promise<readonly string[]> {
  const { rows: events } = await admin.query<Event>(
    `SELECT run_id, forecast, from_status, to_status, from_stage, to_stage
     FROM mlops.run_event ORDER BY event_id`,
  );
  const states = new Map<string, string>();
  const active = new Map<string, string>();
  const told = events.flatMap((event) => [...leftBehind(event, states), ...held(event, active)]);
  const { rows: runs } = await admin.query<{ run_id: string; forecast: string; state: string }>(
    "SELECT run_id, forecast, status || ' ' || stage AS state FROM mlops.run",
  );
  const untold = runs
    .filter(({ run_id, state }) => states.get(run_id) !== state)
    .map((run) => `${run.forecast}: its events do not end at ${run.state}`);
  const { rows: twice } = await admin.query<{ forecast: string }>(
    "SELECT forecast FROM mlops.run GROUP BY forecast, period HAVING count(*) > 1",
  );
  return [
    ...told,
    ...untold,
    ...twice.map(({ forecast }) => `${forecast}: a period was run twice`),
  ];
}

/** Whether an event left another state than the one that the run was in. */
function leftBehind(event: Event, states: Map<string, string>): readonly string[] {
  const left = event.from_status === null ? "new" : `${event.from_status} ${event.from_stage}`;
  const known = states.get(event.run_id) ?? "new";
  states.set(event.run_id, `${event.to_status} ${event.to_stage}`);
  return left === known ? [] : [`${event.forecast}: an event left ${left}, the run was ${known}`];
}

/** Whether a run became active while another one of its forecast was. */
function held(event: Event, active: Map<string, string>): readonly string[] {
  const holder = active.get(event.forecast);
  if (!ACTIVE.includes(event.to_status)) {
    if (holder === event.run_id) active.delete(event.forecast);
    return [];
  }
  active.set(event.forecast, event.run_id);
  const two = holder !== undefined && holder !== event.run_id;
  return two ? [`${event.forecast}: two runs were active at once`] : [];
}

/** A month later: every run that is still active is overdue, so that it is closed or taken over. */
export async function unreaped(admin: Client): Promise<readonly string[]> {
  await admin.query("SELECT set_config('mlops.now', '2027-01-04 18:00:00', false)");
  const { rows } = await admin.query<{ forecast: string }>(
    `SELECT r.forecast FROM mlops.run AS r
     WHERE r.status IN ('queued', 'running', 'waiting')
       AND NOT EXISTS (SELECT 1 FROM mlops.overdue AS o WHERE o.run_id = r.run_id)`,
  );
  return rows.map(({ forecast }) => `${forecast}: an active run has no owner and is not reaped`);
}
