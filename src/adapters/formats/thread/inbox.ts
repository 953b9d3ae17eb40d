/** Messages in the order of their arrival, for one reader. */
export interface Inbox<Message> {
  put(message: Message): void;
  /** The next message, as soon as there is one. */
  take(): Promise<Message>;
}

export function createInbox<Message>(): Inbox<Message> {
  const waiting: Message[] = [];
  let wanted: ((message: Message) => void) | undefined;
  return {
    put(message) {
      if (!wanted) return void waiting.push(message);
      wanted(message);
      wanted = undefined;
    },
    take: () =>
      waiting.length > 0
        ? Promise.resolve(waiting.shift()!)
        : new Promise((resolve) => {
            wanted = resolve;
          }),
  };
}
