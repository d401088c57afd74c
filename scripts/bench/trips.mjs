/** Greedy, by the earliest end: the most requests of which none began before the one before it had ended. */
export function longestChain(requests) {
  let length = 0;
  let free = 0;
  for (const { start, end } of requests.toSorted((a, b) => a.end - b.end)) {
    if (start < free) continue;
    length++;
    free = end;
  }
  return length;
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
