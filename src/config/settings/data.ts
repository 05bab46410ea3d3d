import { described } from "../schemas";
import { tunable } from "../setting";

export const data = {
  rds_instance_class: tunable(described(/^db\.[a-z0-9]+\.[a-z0-9]+$/, "an RDS instance class such as db.t4g.medium"), {
    default: "db.t4g.medium",
    description: "Instance class of the PostgreSQL database; its memory decides how many connections it accepts.",
  }),
};
