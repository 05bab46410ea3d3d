/**
 * Memory of RDS instance classes in MiB, by class; a class of the same name has the memory of the EC2 type behind it.
 *
 * Source: the table of DB instance classes of the RDS user guide, read 2026-11.
 */
const classMemoryMib = {
  "db.t3.micro": 1024,
  "db.t3.small": 2048,
  "db.t3.medium": 4096,
  "db.t3.large": 8192,
  "db.t3.xlarge": 16384,
  "db.t3.2xlarge": 32768,
  "db.t4g.micro": 1024,
  "db.t4g.small": 2048,
  "db.t4g.medium": 4096,
  "db.t4g.large": 8192,
  "db.t4g.xlarge": 16384,
  "db.t4g.2xlarge": 32768,
} as const satisfies Record<string, number>;

/** Memory in GiB per vCPU of the families whose sizes all follow the same steps. */
const familyMemory = {
  m5: 8,
  m6g: 8,
  m6i: 8,
  m7g: 8,
  m7i: 8,
  m8g: 8,
  r5: 16,
  r6g: 16,
  r6i: 16,
  r7g: 16,
  r7i: 16,
  r8g: 16,
};
const sizes = { large: 1, xlarge: 2, "2xlarge": 4, "4xlarge": 8, "8xlarge": 16, "12xlarge": 24, "16xlarge": 32 };

/** `familyMemory` is that of size `large`; every other size is a multiple of it. */
function familyRows(): [string, number][] {
  return Object.entries(familyMemory).flatMap(([family, gib]) =>
    Object.entries(sizes).map(([size, factor]): [string, number] => [`db.${family}.${size}`, gib * factor * 1024]),
  );
}

/** PostgreSQL on RDS accepts `LEAST(DBInstanceClassMemory / 9531392, 5000)` connections, the memory in bytes. */
const bytesPerConnection = 9_531_392;
const mostConnections = 5000;

/** The part of the nominal memory that RDS leaves to the database, on the safe side; RDS does not publish it. */
const memoryShare = 0.9;

/** The connections that each class accepts by the default of `max_connections`. */
export const maxConnections: Readonly<Record<string, number>> = Object.fromEntries(
  [...Object.entries(classMemoryMib), ...familyRows()].map(([name, mib]) => {
    const bytes = mib * 1024 ** 2 * memoryShare;
    return [name, Math.min(mostConnections, Math.floor(bytes / bytesPerConnection))];
  }),
);
