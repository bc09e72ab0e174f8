/** Figures of Amazon Aurora: each has its home here, with the page that states it. */
import { dated } from '../../engine/aws/dated.ts';

const API = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html';

/** Readers beside the one writer: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html */
export const REPLICAS = 15;

/** Capacity of Aurora Serverless v2, in Aurora capacity units. */
export const CAPACITY = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html', {
	step: 0.5, leastMaximum: 1, most: 256,
});

/** Seconds without a connection before a cluster with a minimum of 0 pauses, where the design does not say: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html */
export const PAUSES_AFTER = 300;

/** The class of members that scale by themselves. */
export const SERVERLESS_CLASS = 'db.serverless';

/** How far back a cluster can be rewound, in seconds: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html */
export const BACKTRACK = 72 * 3600;

/** Engine modes that there were; today a cluster is `provisioned`, and says so or nothing. */
export const MODES = dated('2026-11-24', API, {
	multimaster: 'multi-master clusters were a feature of Aurora MySQL version 1, which is retired',
	parallelquery: 'parallel query is a parameter of every current Aurora MySQL version and no mode',
	global: 'a cluster joins a global database by its identifier and needs no mode',
} as Readonly<Record<string, string>>);

/** The day on which Aurora Serverless v1 ended. */
export const SERVERLESS_V1_ENDED = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.html', '2025-03-31');

/** From that day on every new cluster is encrypted, with a key of AWS's own where the design names none. */
export const ENCRYPTED_SINCE = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html', '2026-02-18');

/** Days that automated backups are kept. They cannot be switched off. Source: {@link API}. */
export const RETENTION = { least: 1, most: 35 } as const;

/** Secondary clusters of a global database. */
export const GLOBAL = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html', { secondaries: 10 });

/** Classes that RDS has and Aurora does not offer: families, and of the burstable ones all but these sizes. */
export const CLASSES = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html', {
	/** No family of these was ever Aurora's. */
	never: /^db\.(m\d|t1\b|c\d|x1|x2i|z1d|r5b|r5d)/,
	sizes: { t2: ['small', 'medium'], t3: ['small', 'medium', 'large'], t4g: ['medium', 'large'] } as Readonly<Record<string, readonly string[]>>,
});

