/**
 * The invocations of a function that was never invoked: drawn minute by minute from what is said of its traffic, the same each time, so
 * that metrics and REPORT lines tell one story. Days are computed when they are first asked for.
 */
import { noise, normal, poisson, seedOf } from "./noise.ts";

/** For a while something is otherwise. */
export interface Episode {
  /** Hours before the emulator started; `until` 0 or less: it goes on. */
  readonly from: number;
  readonly until: number;
  readonly errorRate?: number;
  /** Durations are that many times as long. */
  readonly slowdown?: number;
  /** Invocations are that many times as many. */
  readonly load?: number;
  /** Throttled, of all that were asked for. */
  readonly throttleRate?: number;
}

export interface Traffic {
  /** Invocations a minute at the busiest hour. */
  readonly peak: number;
  /** `office`: little at night and at weekends; `day`: less at night; `steady`: always the same; `schedule`: exactly, without chance. */
  readonly rhythm: "office" | "day" | "steady" | "schedule";
  /** Milliseconds; `spread` is the deviation of its logarithm (0.4: the 95th percentile is about twice the median). */
  readonly duration: { readonly median: number; readonly spread: number };
  /** MB. */
  readonly memoryUsed: { readonly typical: number; readonly spread: number };
  /** MB and seconds, as configured. */
  readonly memory: number;
  readonly timeout: number;
  readonly errorRate: number;
  /** Part of the invocations that start an execution environment, and how long that takes in milliseconds. */
  readonly coldStarts: { readonly rate: number; readonly init: number };
  readonly episodes?: readonly Episode[];
}

/** The invocations of one day in the order of minutes: those of minute `m` are at `first[m]` up to `first[m + 1]`. */
export interface Day {
  readonly first: Uint32Array;
  /** Milliseconds; one for each invocation, as all below. */
  readonly duration: Float32Array;
  /** Milliseconds; 0: no cold start. */
  readonly init: Float32Array;
  /** MB. */
  readonly memoryUsed: Uint16Array;
  readonly failed: Uint8Array;
  /** One for each minute. */
  readonly throttles: Uint16Array;
}

const minutesOfDay = 1440;
const secondsOfDay = 86_400;
const keptDays = 70;

export class Invocations {
  readonly traffic: Traffic;
  readonly #seed: number;
  readonly #started: number;
  readonly #days = new Map<number, Day>();

  /**
   * @param name Seeds the noise.
   * @param started When the emulator started, seconds of the epoch: episodes are told from it.
   */
  constructor(name: string, traffic: Traffic, started: number) {
    this.traffic = traffic;
    this.#seed = seedOf(name);
    this.#started = started;
  }

  /** Every minute with `from <= time < to` (seconds), 70 days back at most: the day it is in, its number in the day, its begin. */
  *minutes(from: number, to: number): Generator<{ readonly day: Day; readonly minute: number; readonly time: number }> {
    const begin = Math.max(from, this.#started - keptDays * secondsOfDay);
    for (let time = Math.ceil(begin / 60) * 60; time < to; time += 60) {
      const number = Math.floor(time / secondsOfDay);
      yield { day: this.#day(number), minute: Math.floor((time - number * secondsOfDay) / 60), time };
    }
  }

  #day(number: number): Day {
    let day = this.#days.get(number);
    if (!day) this.#days.set(number, (day = this.#compute(number)));
    return day;
  }

  #compute(number: number): Day {
    const first = new Uint32Array(minutesOfDay + 1);
    const throttles = new Uint16Array(minutesOfDay);
    const weathers: Weather[] = [];
    for (let minute = 0; minute < minutesOfDay; minute++) {
      const time = number * secondsOfDay + minute * 60;
      const weather = this.#weather(time);
      const asked = this.#asked(time, weather.load);
      const throttled = Math.round(asked * weather.throttleRate);
      throttles[minute] = throttled;
      first[minute + 1] = (first[minute] ?? 0) + asked - throttled;
      weathers.push(weather);
    }
    const count = first[minutesOfDay] ?? 0;
    const day = {
      first,
      throttles,
      duration: new Float32Array(count),
      init: new Float32Array(count),
      memoryUsed: new Uint16Array(count),
      failed: new Uint8Array(count),
    };
    weathers.forEach((weather, minute) => {
      for (let at = first[minute] ?? 0; at < (first[minute + 1] ?? 0); at++) this.#invoke(day, at, number, weather);
    });
    return day;
  }

  /** Fills in one invocation. */
  #invoke(day: Day, at: number, number: number, weather: Weather): void {
    const { duration, coldStarts, memory, memoryUsed, timeout } = this.traffic;
    const chance = (which: number) => noise(this.#seed + number, at, which);
    const lasted = duration.median * weather.slowdown * Math.exp(duration.spread * normal(chance(0), chance(1)));
    const timedOut = lasted >= timeout * 1000;
    day.duration[at] = Math.min(lasted, timeout * 1000);
    day.init[at] = chance(2) < coldStarts.rate ? coldStarts.init * (0.85 + 0.4 * chance(3)) : 0;
    day.memoryUsed[at] = Math.min(memory, Math.round(memoryUsed.typical + memoryUsed.spread * normal(chance(4), chance(5))));
    day.failed[at] = timedOut || chance(6) < weather.errorRate ? 1 : 0;
  }

  /** How often it was to be invoked in the minute. */
  #asked(time: number, load: number): number {
    const { peak, rhythm } = this.traffic;
    const minute = Math.floor(time / 60);
    if (rhythm === "schedule") return Math.floor((minute + 1) * peak) - Math.floor(minute * peak);
    return poisson(peak * load * busy(rhythm, time), this.#seed, minute);
  }

  #weather(time: number): Weather {
    const hours = (this.#started - time) / 3600;
    const weather = { errorRate: this.traffic.errorRate, slowdown: 1, load: 1, throttleRate: 0 };
    for (const { from, until, ...changed } of this.traffic.episodes ?? []) {
      if (hours <= from && (until <= 0 || hours > until)) Object.assign(weather, changed);
    }
    return weather;
  }
}

type Weather = Required<Omit<Episode, "from" | "until">>;

/** How busy the hour is, 0 to 1: the top is in the afternoon, UTC. */
function busy(rhythm: Traffic["rhythm"], time: number): number {
  if (rhythm === "steady") return 1;
  const hour = (time % secondsOfDay) / 3600;
  const byHour = (1 + Math.cos((2 * Math.PI * (hour - 15)) / 24)) / 2;
  if (rhythm === "day") return 0.2 + 0.8 * byHour;
  // The epoch began on a Thursday.
  const weekday = (Math.floor(time / secondsOfDay) + 4) % 7;
  return weekday === 0 || weekday === 6 ? 0.08 * byHour : byHour ** 3;
}
