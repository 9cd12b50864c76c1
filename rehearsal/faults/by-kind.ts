/** The maker of each kind of fault. */
import type { Draw } from "../../cost/simulation/draws";
import {
  approval,
  cancelled,
  clockSkew,
  killed,
  secondTrigger,
  sqlAfter,
  sqlBefore,
} from "./factory-faults";
import type { Fault } from "./fault";
import {
  answerCorrupt,
  answerMissing,
  jobDoubled,
  jobLost,
  jobTimeout,
  uploadCut,
} from "./job-faults";
import type { FaultKind, FaultPlace } from "./kinds";
import { callLost, createFailed, quotaFull, throttled } from "./service-faults";

const MAKERS: Readonly<Record<FaultKind, (place: FaultPlace, draw: Draw) => Fault>> = {
  killed,
  "sql-before": sqlBefore,
  "sql-after": sqlAfter,
  "second-trigger": secondTrigger,
  cancelled,
  "clock-skew": clockSkew,
  "job-lost": jobLost,
  "job-timeout": jobTimeout,
  "job-doubled": jobDoubled,
  "answer-missing": answerMissing,
  "answer-corrupt": answerCorrupt,
  "upload-cut": uploadCut,
  throttled,
  "quota-full": quotaFull,
  "create-failed": createFailed,
  "call-lost": callLost,
  approval,
};

/** @returns a fault of a place. @param draw - decides what the place leaves open */
export function faultAt(place: FaultPlace, draw: Draw): Fault {
  return MAKERS[place.kind](place, draw);
}
