/** What a Dockerfile of ours must keep to. Each rule answers with what breaks it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Dockerfile, DockerfileParser, type From, type Instruction, JSONInstruction } from 'dockerfile-ast';
import { ROOT } from './compose-file';

type Rule = (file: Dockerfile) => string[];

/** @param text of a Dockerfile whose context is the root of the checkout */
export function dockerfileFindings(text: string): string[] {
  const file = DockerfileParser.parse(text);
  return RULES.flatMap((rule) => rule(file));
}

const exactBases: Rule = (file) => {
  const stages = file.getFROMs().map((from) => from.getBuildStage());
  return file
    .getFROMs()
    .filter((from) => !stages.includes(from.getImage()) && !/^\d+\.\d+\.\d+/.test(from.getImageTag() ?? ''))
    .map((from) => `FROM ${from.getImage()} has no exact tag`);
};

const oneBase: Rule = (file) => {
  const images = new Set(file.getFROMs().map((from) => from.getImage()));
  return images.size > 1 ? [`builds on one base and runs on another: ${[...images].join(', ')}`] : [];
};

const noAdd: Rule = (file) => instructions(file, 'ADD').map((add) => `uses ADD: ${add.getArgumentsContent()}`);

const numericUser: Rule = (file) => {
  const user = lastOf(file, 'USER')?.getArgumentsContent() ?? undefined;
  return user !== undefined && /^[1-9]\d*(:\d+)?$/.test(user)
    ? []
    : [`runs as ${user ?? 'root'}, not as a user by number`];
};

const healthCheck: Rule = (file) => {
  const check = lastOf(file, 'HEALTHCHECK');
  if (!check || /^NONE$/i.test(check.getArgumentsContent() ?? '')) return ['has no health check'];
  return / CMD \[/.test(check.getTextContent().replace(/\s+/g, ' ')) ? [] : ['its health check runs in a shell'];
};

const programWithoutShell: Rule = (file) => {
  const commands = ['CMD', 'ENTRYPOINT'].flatMap((keyword) => ofLastStage(file, keyword));
  const inShell = commands.filter((command) => !(command instanceof JSONInstruction && command.getOpeningBracket()));
  return inShell.map((command) => `${command.getKeyword()} runs in a shell, which swallows SIGTERM`);
};

const programExists: Rule = (file) => {
  const program = /"dist\/([^"]+)\.js"/.exec(lastOf(file, 'CMD')?.getTextContent() ?? '')?.[1];
  return program !== undefined && existsSync(path.join(ROOT, `${program}.ts`)) ? [] : ['CMD starts no program of ours'];
};

const fromTheLock: Rule = (file) =>
  instructions(file, 'RUN')
    .map((run) => run.getTextContent())
    .filter(
      (text) =>
        /npm (i|install|add|update)\b/.test(text) || (/npm ci/.test(text) && !text.includes('--ignore-scripts')),
    )
    .map((text) => `installs other than by npm ci --ignore-scripts: ${text}`);

const noDevelopment: Rule = (file) => {
  const stage = /--from=(\w+) \S*node_modules/.exec(
    ofLastStage(file, 'COPY')
      .map((copy) => copy.getTextContent())
      .join('\n'),
  )?.[1];
  const from = file.getFROMs().find((candidate) => candidate.getBuildStage() === stage);
  const installs = from ? ofStage(file, from, 'RUN').map((run) => run.getTextContent()) : [];
  return installs.some((text) => text.includes('npm ci --omit=dev'))
    ? []
    : ['node_modules come from no stage that omits what only development needs'];
};

const ownedByRoot: Rule = (file) =>
  ofLastStage(file, 'COPY')
    .map((copy) => copy.getTextContent())
    .filter((text) => text.includes('--chown'))
    .map((text) => `lets the user change the programs: ${text}`);

const noSecrets: Rule = (file) =>
  ['ENV', 'ARG', 'LABEL'].flatMap((keyword) =>
    instructions(file, keyword)
      .map((instruction) => instruction.getTextContent())
      .filter((text) => /TOKEN|PASSWORD|SECRET|_KEY/i.test(text))
      .map((text) => `bakes a secret in: ${text}`),
  );

const copiesWhatExists: Rule = (file) =>
  instructions(file, 'COPY')
    .filter((copy) => !copy.getTextContent().includes('--from='))
    .flatMap((copy) =>
      copy
        .getArguments()
        .map((argument) => argument.getValue())
        .slice(0, -1),
    )
    .filter((source) => source === '.' || !existsSync(path.join(ROOT, source)))
    .map((source) => (source === '.' ? 'copies the whole checkout' : `copies ${source}, which does not exist`));

const RULES: readonly Rule[] = [
  exactBases,
  oneBase,
  noAdd,
  numericUser,
  healthCheck,
  programWithoutShell,
  programExists,
  fromTheLock,
  noDevelopment,
  ownedByRoot,
  noSecrets,
  copiesWhatExists,
];

function instructions(file: Dockerfile, keyword: string): Instruction[] {
  return file.getInstructions().filter((instruction) => instruction.getKeyword() === keyword);
}

/** From this FROM to the next. */
function ofStage(file: Dockerfile, from: From, keyword: string): Instruction[] {
  const first = from.getRange().start.line;
  const next =
    file
      .getFROMs()
      .map((other) => other.getRange().start.line)
      .find((line) => line > first) ?? Infinity;
  return instructions(file, keyword).filter((instruction) => {
    const { line } = instruction.getRange().start;
    return line > first && line < next;
  });
}

function ofLastStage(file: Dockerfile, keyword: string): Instruction[] {
  const last = file.getFROMs().at(-1);
  return last ? ofStage(file, last, keyword) : [];
}

function lastOf(file: Dockerfile, keyword: string): Instruction | undefined {
  return ofLastStage(file, keyword).at(-1);
}
