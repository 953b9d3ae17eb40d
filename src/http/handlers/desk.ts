import { deskOperations } from "../../operations/desk/desk.js";
import type { Services } from "../../services/services.js";
import type { Handlers } from "../handler.js";

type DeskHandlers = Handlers<typeof deskOperations>;

/** The functions of the desk are handlers already: they get the parsed request and its reader. */
export function createDeskHandlers({ desk }: Services): DeskHandlers {
  const handlers: DeskHandlers = desk;
  return Object.fromEntries(
    Object.keys(deskOperations).map((name) => [name, handlers[name as keyof DeskHandlers]]),
  ) as unknown as DeskHandlers;
}
