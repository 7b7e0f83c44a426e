/** The id of a command: sortable by time (RFC 9562, version 7). Loaded when something is written, the first page needs none. */
export { v7 as newId } from 'uuid';
