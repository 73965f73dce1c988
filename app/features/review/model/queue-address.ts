import { SUBMISSION_STATES } from "~/features/reports/model";
import { readFilters, readText } from "~/features/reports/model/submission-filters";
import { QUEUE_SORTS, type QueueFilters, type QueueSort } from "../model";

/** Names under which the queue's address carries filters and order. */
export const QUEUE_NAMES = ["q", "state", "kind", "region", "group", "line", "sdg", "gdc", "category", "unit", "lang", "officer", "overdue", "sort"] as const;
/** Orders other than the one an address asks for by saying nothing. */
export const SORT_ORDER = QUEUE_SORTS.filter((sort) => sort !== "newest");

/** What an address of the queue asks for; what it does not know is left out. */
export function readQueue(params: URLSearchParams): { filters: QueueFilters; sort: QueueSort } {
  const state = SUBMISSION_STATES.find((known) => known === params.get("state"));
  return {
    filters: { ...readFilters(params), state, officer: readText(params, "officer"), overdue: params.get("overdue") === "1" },
    sort: QUEUE_SORTS.find((known) => known === params.get("sort")) ?? "newest",
  };
}

/** The part of an address that a view keeps: filters and order, neither the place in the list nor anything unknown. */
export const queryOf = (params: URLSearchParams): string =>
  new URLSearchParams(QUEUE_NAMES.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : []))).toString();
