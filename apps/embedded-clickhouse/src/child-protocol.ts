// What the parent gives the engine's process, and what that tells it.

/** Environment of the child. */
export interface ChildEnvironment {
  readonly ENGINE_DATA_DIR: string;
  readonly ENGINE_PORT: string;
  readonly ENGINE_USER: string;
  readonly ENGINE_PASSWORD: string;
  readonly ENGINE_MEMORY_BYTES: string;
  readonly ENGINE_CONFIG_FILE?: string;
}

/** Sent once, when it answers. */
export interface ReadyMessage {
  readonly ready: true;
}
