interface Ordered {
  readonly name: string;
  readonly dependencies: readonly string[];
}

interface OrderOptions {
  /** How many run side by side. */
  readonly limit: number;
  /** Dependents first, as a destroy needs it. @default false */
  readonly reverse?: boolean;
}

/**
 * Does something for every stack, each as soon as those that it waits for are done.
 *
 * After a failure nothing new starts, and what runs is waited for.
 *
 * @throws the error, or an AggregateError whose message holds those of all
 */
export async function inStackOrder<T extends Ordered>(
  stacks: readonly T[],
  { limit, reverse = false }: OrderOptions,
  task: (stack: T) => Promise<void>,
): Promise<void> {
  const waiting = new Set(stacks);
  const unfinished = new Set(stacks.map(({ name }) => name));
  const running = new Set<Promise<void>>();
  const errors: Error[] = [];
  const predecessors = (stack: T) =>
    reverse ? stacks.filter((it) => it.dependencies.includes(stack.name)).map((it) => it.name) : stack.dependencies;
  const isReady = (stack: T) => !predecessors(stack).some((name) => unfinished.has(name));

  const start = (stack: T) => {
    waiting.delete(stack);
    const done = task(stack)
      .then(() => void unfinished.delete(stack.name))
      .catch((error) => void errors.push(error))
      .finally(() => running.delete(done));
    running.add(done);
  };
  while (errors.length === 0 && waiting.size > 0) {
    for (const stack of waiting) if (running.size < limit && isReady(stack)) start(stack);
    if (running.size === 0) throw new Error(`stacks depend on each other in a circle: ${[...unfinished].join(", ")}`);
    await Promise.race(running);
  }
  await Promise.all(running);
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, errors.map((error) => error.message).join("\n"));
}
