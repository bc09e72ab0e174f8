# Sales analytics, put together in a hurry. A Redshift warehouse for reports, caches of their results, Athena for questions to the files that the warehouse loads.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_availability_zones" "available" {
  state = "available"
}

resource "aws_kms_key" "key" {
  description         = "Data of sales analytics"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountAdministration"
        Effect    = "Allow"
        Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
    ]
  })
}

resource "aws_vpc" "network" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "private_a" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.0.0/24"
  availability_zone = data.aws_availability_zones.available.names[0]
}

resource "aws_subnet" "private_b" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = data.aws_availability_zones.available.names[1]
}

resource "aws_subnet" "private_c" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.2.0/24"
  availability_zone = data.aws_availability_zones.available.names[2]
}

# The reports run somewhere; nobody could say where, so everybody may connect.
resource "aws_security_group" "warehouse_access" {
  name        = "warehouse-access"
  description = "Who may query the warehouse"
  vpc_id      = aws_vpc.network.id
}

resource "aws_vpc_security_group_ingress_rule" "warehouse_from_reports" {
  description       = "Report servers"
  security_group_id = aws_security_group.warehouse_access.id
  ip_protocol       = "tcp"
  from_port         = 5439
  to_port           = 5439
  cidr_ipv4         = "0.0.0.0/0"
#                     ^^^^^^^^^^^ redshift/open-security-group 💡
}

# Everybody may use the cache, too.
resource "aws_security_group" "cache_access" {
  name        = "cache-access"
  description = "Who may use the cache of reports"
  vpc_id      = aws_vpc.network.id
}

resource "aws_vpc_security_group_ingress_rule" "cache_from_reports" {
  description       = "Report servers"
  security_group_id = aws_security_group.cache_access.id
  ip_protocol       = "tcp"
  from_port         = 6379
  to_port           = 6379
  cidr_ipv4         = "0.0.0.0/0"
#                     ^^^^^^^^^^^ elasticache/open-security-group 💡
}

# Two nodes, of which none takes over; old, in the clear, and nobody asks who is there.
resource "aws_elasticache_replication_group" "report_cache" {
#                                            ^^^^^^^^^^^^^^ elasticache/auth
#                                            ^^^^^^^^^^^^^^ elasticache/default-port
#                                            ^^^^^^^^^^^^^^ elasticache/subnet-group 💡
  replication_group_id = "reports"
  description          = "Results of reports"
  engine               = "redis"
#                        ^^^^^^^ elasticache/valkey
  engine_version       = "4.0.10"
#                        ^^^^^^^^ elasticache/engine-retired 💡
  node_type            = "cache.m3.medium"
#                        ^^^^^^^^^^^^^^^^^ elasticache/node-type-retired
  num_cache_clusters   = 2
  parameter_group_name = "default.redis4.0"
#                        ^^^^^^^^^^^^^^^^^^ elasticache/default-parameter-group

  automatic_failover_enabled = false
#                              ^^^^^ elasticache/failover 💡
  at_rest_encryption_enabled = false
#                              ^^^^^ elasticache/at-rest-encryption 💡
  transit_encryption_enabled = false
#                              ^^^^^ elasticache/transit-encryption 💡
  security_group_ids         = [aws_security_group.cache_access.id]
  auto_minor_version_upgrade = false
#                              ^^^^^ elasticache/minor-upgrade 💡
  snapshot_retention_limit   = 7
}

# Sessions, which nothing else keeps, in a subnet that the internet reaches.
resource "aws_elasticache_subnet_group" "session_subnets" {
  name        = "sessions"
  description = "Where there was room"
  subnet_ids  = [aws_subnet.front.id]
# ^^^^^^^^^^ elasticache/subnet-zones
#                ^^^^^^^^^^^^^^^^^^^ elasticache/public-subnet
}

resource "aws_subnet" "front" {
  vpc_id                  = aws_vpc.network.id
  cidr_block              = "10.20.9.0/24"
  availability_zone       = data.aws_availability_zones.available.names[0]
  map_public_ip_on_launch = true
}

resource "aws_internet_gateway" "internet" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route_table" "front_routes" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route" "front_to_internet" {
  route_table_id         = aws_route_table.front_routes.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.internet.id
}

resource "aws_route_table_association" "front_routed" {
  subnet_id      = aws_subnet.front.id
  route_table_id = aws_route_table.front_routes.id
}

resource "aws_elasticache_replication_group" "session_store" {
#                                            ^^^^^^^^^^^^^^^ elasticache/kms-key 💡
  replication_group_id = "sessions"
  description          = "Sessions"
  engine               = "valkey"
#                        ^^^^^^^^ elasticache/valkey-transit 💡
  node_type            = "cache.r7g.large"
  num_cache_clusters   = 2
  port                 = 6380

  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  user_group_ids             = ["reports"]
  subnet_group_name          = aws_elasticache_subnet_group.session_subnets.name
  parameter_group_name       = "sessions-valkey8"
  snapshot_retention_limit   = 0
#                              ^ elasticache/backup 💡
  auto_minor_version_upgrade = true
}

# Memcached, with the settings of Redis.
resource "aws_elasticache_cluster" "lookups" {
  cluster_id                 = "lookups"
  engine                     = "memcached"
  node_type                  = "cache.r7g.large"
  num_cache_nodes            = 2
  az_mode                    = "single-az"
#                              ^^^^^^^^^^^ elasticache/memcached-zones 💡
  port                       = 11212
  subnet_group_name          = aws_elasticache_subnet_group.warehouse_caches.name
  parameter_group_name       = "lookups-memcached16"
  snapshot_retention_limit   = 7
# ^^^^^^^^^^^^^^^^^^^^^^^^ elasticache/memcached 💡
  auto_minor_version_upgrade = true
}

resource "aws_elasticache_subnet_group" "warehouse_caches" {
  name        = "lookups"
  description = "Private subnets"
  subnet_ids  = [aws_subnet.private_a.id, aws_subnet.private_b.id]
}

# Copied from an account of 2013.
resource "aws_elasticache_security_group" "cache_offices" {
#                                         ^^^^^^^^^^^^^^^ elasticache/classic-security-group
  name                 = "offices"
  description          = "Offices"
  security_group_names = ["offices"]
}

resource "aws_redshift_security_group" "offices" {
#                                      ^^^^^^^^^ redshift/classic-security-group
  name        = "offices"
  description = "Offices"
}

resource "aws_s3_bucket" "lake" {
  bucket = "acme-sales-lake"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.key.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "lake" {
  bucket                  = aws_s3_bucket.lake.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "lake" {
  bucket = aws_s3_bucket.lake.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_logging" "lake" {
  bucket        = aws_s3_bucket.lake.id
  target_bucket = "acme-access-logs"
  target_prefix = "lake/"
}

resource "aws_s3_bucket_lifecycle_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket_policy" "lake" {
  bucket = aws_s3_bucket.lake.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.lake.arn, "${aws_s3_bucket.lake.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_glue_catalog_database" "catalogue" {
  name = "sales"
}

resource "aws_glue_catalog_table" "orders" {
  name          = "orders"
  database_name = aws_glue_catalog_database.catalogue.name
  table_type    = "EXTERNAL_TABLE"

  storage_descriptor {
    location = "s3://${aws_s3_bucket.lake.bucket}/orders/"

    columns {
      name = "id"
      type = "string"
    }

    columns {
      name = "amount"
      type = "decimal(12,2)"
    }

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ athena/table-format
    }
  }
}

# Settings that bind nobody, an engine that is gone, and results that are copied in the clear.
resource "aws_athena_workgroup" "analysts" {
  name = "analysts"

  configuration {
# ^^^^^^^^^^^^^ athena/scan-limit 💡
    enforce_workgroup_configuration    = false
#                                        ^^^^^ athena/enforce-workgroup 💡
    publish_cloudwatch_metrics_enabled = false
#                                        ^^^^^ athena/metrics 💡

    engine_version {
      selected_engine_version = "Athena engine version 2"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^ athena/engine-retired 💡
    }

    result_configuration {
#   ^^^^^^^^^^^^^^^^^^^^ athena/result-encryption 💡
      output_location = "s3://acme-sales-results/analysts/"
    }
  }
}

# Bound by settings that leave out where results go.
resource "aws_athena_workgroup" "auditors" {
  name = "auditors"

  configuration {
# ^^^^^^^^^^^^^ athena/result-location 💡
    bytes_scanned_cutoff_per_query  = 107374182400
    enforce_workgroup_configuration = true
  }
}

resource "aws_iam_role" "loader" {
  name = "sales-loader"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "glue.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

resource "aws_iam_role_policy" "loader" {
  name = "read-lake"
  role = aws_iam_role.loader.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:ListBucket", Resource = aws_s3_bucket.lake.arn },
      { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.lake.arn}/orders/*" },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.key.arn },
    ]
  })
}

resource "aws_redshift_subnet_group" "warehouse_subnets" {
  name        = "warehouse"
  description = "Private subnets of the warehouse"
  subnet_ids  = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
}

resource "aws_redshift_parameter_group" "warehouse_settings" {
#                                       ^^^^^^^^^^^^^^^^^^^^ redshift/require-tls 💡
#                                       ^^^^^^^^^^^^^^^^^^^^ redshift/user-activity-logging 💡
  name        = "warehouse"
  description = "Whatever there is"
  family      = "redshift-1.0"
}

resource "aws_redshift_snapshot_copy_grant" "copies" {
#                                           ^^^^^^^^ redshift/snapshot-copy-key 💡
  snapshot_copy_grant_name = "sales-analytics"
}

# The warehouse itself: as quick as the console, and as open.
resource "aws_redshift_cluster" "warehouse" {
#                               ^^^^^^^^^^^ redshift/cross-region-snapshot
#                               ^^^^^^^^^^^ redshift/default-port
#                               ^^^^^^^^^^^ redshift/logging 💡
#                               ^^^^^^^^^^^ redshift/maintenance-window 💡
#                               ^^^^^^^^^^^ redshift/single-zone
#                               ^^^^^^^^^^^ redshift/subnet-group 💡
  cluster_identifier = "sales"
  cluster_type       = "single-node"
#                      ^^^^^^^^^^^^^ redshift/nodes 💡
  node_type          = "ra3.xlplus"
  number_of_nodes    = 2
  database_name      = "dev"
#                      ^^^^^ redshift/default-database 💡
  master_username    = "awsuser"
#                      ^^^^^^^^^ redshift/default-admin 💡
  master_password    = "Winter-2026"
#                      ^^^^^^^^^^^^^ redshift/plaintext-password 💡
  encrypted          = false
#                      ^^^^^ redshift/encryption 💡

  publicly_accessible          = true
#                                ^^^^ redshift/public 💡
  enhanced_vpc_routing         = false
#                                ^^^^^ redshift/enhanced-vpc-routing 💡
  cluster_parameter_group_name = aws_redshift_parameter_group.warehouse_settings.name
  vpc_security_group_ids       = [aws_security_group.warehouse_access.id]
  iam_roles                    = [aws_iam_role.loader.arn]
#                                 ^^^^^^^^^^^^^^^^^^^^^^^ redshift/spectrum-role 💡

  allow_version_upgrade               = false
#                                       ^^^^^ redshift/version-upgrade 💡
  automated_snapshot_retention_period = 0
#                                       ^ redshift/snapshot-retention 💡
  skip_final_snapshot                 = true
#                                       ^^^^ redshift/final-snapshot 💡
}

# Its older sister stands in the right place, on nodes that Redshift no longer has, with a password too many.
resource "aws_redshift_cluster" "marts" {
#                               ^^^^^^^ redshift/kms 💡
  cluster_identifier = "marts"
  cluster_type       = "multi-node"
  node_type          = "ds2.xlarge"
#                      ^^^^^^^^^^^^ redshift/node-type-retired 💡
  number_of_nodes    = 2
  database_name      = "marts"
  port               = 5440

  master_username        = "keeper"
  manage_master_password = true
  master_password        = "${random_password.marts.result}-1"
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ redshift/managed-password-conflict 💡

  enhanced_vpc_routing      = true
  cluster_subnet_group_name = aws_redshift_subnet_group.warehouse_subnets.name

  preferred_maintenance_window        = "sun:03:00-sun:03:30"
  automated_snapshot_retention_period = 14
  final_snapshot_identifier           = "marts-final"
}

resource "random_password" "marts" {
  length = 30
}

resource "aws_redshift_logging" "marts" {
  cluster_identifier   = aws_redshift_cluster.marts.cluster_identifier
  log_destination_type = "cloudwatch"
  log_exports          = ["connectionlog", "userlog"]
}

resource "aws_redshift_snapshot_copy" "marts" {
  cluster_identifier       = aws_redshift_cluster.marts.cluster_identifier
  destination_region       = "eu-central-1"
  snapshot_copy_grant_name = aws_redshift_snapshot_copy_grant.copies.snapshot_copy_grant_name
}

# Serverless, and with a key of AWS's.
resource "aws_redshiftserverless_namespace" "trials" {
#                                           ^^^^^^^^ redshift/serverless-key 💡
  namespace_name        = "trials"
  admin_username        = "keeper"
  manage_admin_password = true
  log_exports           = ["connectionlog", "userlog", "useractivitylog"]
}
