/** No row: the cause of a first cause, the message of what no message brought. */
export const NONE = -1;
