/** What a compose file of ours must keep to. Each rule answers with what breaks it, in a sentence that names the place. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import type { Compose, ComposeFile, Service } from './compose-file';
import { VARIABLES } from '../../apps/platform/src/variables';

type Rule = (file: ComposeFile) => string[];

const SECRETS_FOLDER = '/run/secrets/';
const SECONDS_TO_DRAIN = 25;

export function findings(file: ComposeFile): string[] {
  return RULES.flatMap((rule) => rule(file));
}

const exactTags = ofServices(({ image }) => {
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag !== undefined && /^\d+\.\d+\.\d+/.test(tag) ? [] : [`image ${image} has no exact tag`];
});

const ownVersion = ofServices(({ image, build }) =>
  build && image !== `plumbline:${version}` ? [`image ${image} is not version ${version} of package.json`] : [],
);

const healthChecks: Rule = ({ compose }) =>
  each(compose, (service, name) => {
    if (isOneShot(compose, name)) return service.restart === 'no' ? [] : ['runs once but is restarted'];
    // The image that is built here brings its own.
    const isChecked = service.healthcheck ? service.healthcheck.test !== undefined : service.build !== undefined;
    return isChecked ? [] : ['has no health check'];
  });

const limits = ofServices(({ deploy, logging }) => {
  const given = deploy?.resources?.limits ?? {};
  return [
    ...(['memory', 'cpus', 'pids'] as const)
      .filter((what) => given[what] === undefined)
      .map((what) => `has no limit on ${what}`),
    ...(logging?.options?.['max-size'] === undefined ? ['has no limit on its log'] : []),
  ];
});

const noMoreRightsThanNeeded = ofServices((service) => [
  ...(service.privileged ? ['is privileged'] : []),
  ...(service.read_only ? [] : ['may write to its root file system']),
  ...(service.cap_drop?.includes('ALL') ? [] : ['keeps capabilities']),
  ...(service.cap_add ?? []).map((capability) => `is given ${capability}`),
  ...(service.security_opt?.includes('no-new-privileges:true') ? [] : ['may gain privileges']),
  ...(['network_mode', 'pid', 'ipc'] as const).filter((what) => service[what]).map((what) => `sets ${what}`),
  ...(service.volumes ?? []).filter((volume) => volume.includes('docker.sock')).map(() => 'can steer Docker'),
  // The image that is built here has its user in the Dockerfile.
  ...(service.build || /^[1-9]\d*(:\d+)?$/.test(service.user ?? '') ? [] : ['runs as root, or as whom is not said']),
]);

const stops = ofServices((service) => [
  ...(Number.parseInt(service.stop_grace_period ?? '10s') > SECONDS_TO_DRAIN
    ? []
    : ['is killed before it has drained']),
  ...(service.init ? [] : ['has no init to pass signals on']),
]);

const restarts: Rule = ({ compose }) =>
  each(compose, ({ restart }, name) =>
    restart === 'unless-stopped' || isOneShot(compose, name) ? [] : ['is not started again after a crash'],
  );

const portsOnLoopback = ofServices(({ ports = [] }) =>
  ports.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port)).map((port) => `publishes ${port} beyond this machine`),
);

/** Who publishes nothing needs no network that leads outside. */
const internalNetworks: Rule = ({ compose }) =>
  each(compose, ({ networks = ['default'], ports = [] }) => {
    const undeclared = networks.filter((name) => name !== 'default' && !(name in (compose.networks ?? {})));
    const outside = networks.filter((name) => !compose.networks?.[name]?.internal);
    return [
      ...undeclared.map((name) => `is on network ${name}, which is not declared`),
      ...(ports.length === 0 && outside.length > 0 ? [`publishes nothing but is on ${outside.join(', ')}`] : []),
    ];
  });

const knownEnvironment = ofServices(({ build, environment = {} }) =>
  build
    ? Object.keys(environment)
        .filter((name) => !VARIABLES.some((known) => known === name))
        .map((name) => `sets ${name}, which the platform does not read`)
    : [],
);

const secretsAreFiles: Rule = ({ compose }) => {
  const used = new Set(Object.values(compose.services).flatMap(({ secrets = [] }) => secrets));
  const declared = Object.keys(compose.secrets ?? {});
  return [
    ...declared.filter((name) => !used.has(name)).map((name) => `secret ${name} is declared but not used`),
    ...each(compose, ({ build, secrets = [], environment = {} }) => [
      ...secrets.filter((name) => !declared.includes(name)).map((name) => `uses secret ${name}, which is not declared`),
      ...Object.entries(environment).flatMap(([name, value]) => {
        if (!value.startsWith(SECRETS_FOLDER)) {
          return /PASSWORD|TOKEN|SECRET|_KEY/.test(name) ? [`has ${name} in its environment, not in a file`] : [];
        }
        const secret = value.slice(SECRETS_FOLDER.length);
        return secrets.includes(secret) ? [] : [`reads secret ${secret} but does not list it`];
      }),
      // The images of others may read theirs by other means.
      ...(build ? secrets.filter((name) => !mentions(environment, name)) : []).map(
        (name) => `lists secret ${name} but does not read it`,
      ),
    ]),
  ];
};

const mountsExist: Rule = ({ compose, folder }) => {
  const named = new Set<string>();
  const faults = each(compose, ({ volumes = [] }) =>
    volumes.flatMap((volume) => {
      const [source = '', , mode] = volume.split(':');
      if (!source.startsWith('.')) {
        named.add(source);
        return source in (compose.volumes ?? {}) ? [] : [`mounts volume ${source}, which is not declared`];
      }
      return [
        ...(existsSync(path.resolve(folder, source)) ? [] : [`mounts ${source}, which does not exist`]),
        ...(mode === 'ro' ? [] : [`may write to ${source} of the checkout`]),
      ];
    }),
  );
  const idle = Object.keys(compose.volumes ?? {}).filter((name) => !named.has(name));
  return [...faults, ...idle.map((name) => `volume ${name} is declared but not mounted`)];
};

const waitsForWhatItNeeds: Rule = ({ compose }) =>
  each(compose, ({ depends_on = {} }) =>
    Object.entries(depends_on).flatMap(([name, { condition }]) => {
      const other = compose.services[name];
      if (!other) return [`waits for ${name}, which is not there`];
      if (condition === 'service_started') return [`waits for ${name} to be started, not to serve`];
      return condition === 'service_healthy' && other.healthcheck?.disable
        ? [`waits for the health of ${name}, which is not checked`]
        : [];
    }),
  );

const RULES: readonly Rule[] = [
  exactTags,
  ownVersion,
  healthChecks,
  limits,
  noMoreRightsThanNeeded,
  stops,
  restarts,
  portsOnLoopback,
  internalNetworks,
  knownEnvironment,
  secretsAreFiles,
  mountsExist,
  waitsForWhatItNeeds,
];

function isOneShot({ services }: Compose, name: string): boolean {
  return Object.values(services).some(
    ({ depends_on = {} }) => depends_on[name]?.condition === 'service_completed_successfully',
  );
}

function mentions(environment: Readonly<Record<string, string>>, secret: string): boolean {
  return Object.values(environment).includes(`${SECRETS_FOLDER}${secret}`);
}

function each({ services }: Compose, rule: (service: Service, name: string) => string[]): string[] {
  return Object.entries(services).flatMap(([name, service]) => rule(service, name).map((fault) => `${name} ${fault}`));
}

function ofServices(rule: (service: Service) => string[]): Rule {
  return ({ compose }) => each(compose, rule);
}
