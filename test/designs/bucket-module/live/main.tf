# What callers do with the module, well and badly. Comments name what is expected of each.

variable "environment" {
  type    = string
  default = "prod"
}

variable "with_archive" {
  type = bool
}

# Nothing to say of it.
module "sound" {
  source = "../modules/bucket"

  bucket                  = "acme-sound"
  deny_insecure_transport = true
  versioning              = { enabled = true }

  lifecycle_rules = [
    {
      id         = "archive"
      enabled    = true
      transition = [{ days = 30, storage_class = "STANDARD_IA" }, { days = 60, storage_class = "GLACIER" }]
      expiration = { days = 365 }
    },
  ]
}

# Suspended, by its name in lower case; plain HTTP.
module "suspended" {
  source = "../modules/bucket"

  bucket     = "acme-suspended"
  versioning = { status = "suspended" }
}

# Too early to STANDARD_IA, in a rule that is written as JSON.
module "early" {
  source = "../modules/bucket"

  bucket                  = "acme-early"
  deny_insecure_transport = true
  versioning              = { enabled = "true" }
  lifecycle_rules         = "[{\"id\": \"early\", \"enabled\": true, \"transition\": {\"days\": 29, \"storage_class\": \"STANDARD_IA\"}}]"
}

# A replica without versions.
module "source" {
  source = "../modules/bucket"

  bucket                  = "acme-source"
  deny_insecure_transport = true
  versioning              = { enabled = true }

  replication = {
    role  = "arn:aws:iam::111122223333:role/replication"
    rules = [{ id = "all", destination = { bucket = module.replica.arn } }]
  }
}

module "replica" {
  source = "../modules/bucket"

  bucket                  = "acme-replica"
  deny_insecure_transport = true
}

# Logs into itself.
module "circle" {
  source = "../modules/bucket"

  bucket                  = "acme-circle"
  deny_insecure_transport = true
  versioning              = { enabled = true }
  logging                 = { target_bucket = "acme-circle", target_prefix = "logs/" }
}

# Public by ACL, which ownership and the block let through.
module "public" {
  source = "../modules/bucket"

  bucket                  = "acme-public"
  deny_insecure_transport = true
  versioning              = { enabled = true }
  acl                     = "public-read"
  object_ownership        = "BucketOwnerPreferred"
  public_access_block     = { block_public_acls = false, ignore_public_acls = false }
}

# One for each team: what one of them asks for is one's own.
module "team" {
  for_each = {
    red  = { versioning = { enabled = true } }
    blue = { versioning = {} }
  }
  source = "../modules/bucket"

  bucket                  = "acme-${each.key}"
  deny_insecure_transport = true
  versioning              = each.value.versioning
}

# Whether it exists is not known; it takes no new versions outside of production.
module "archive" {
  source = "../modules/bucket"
  create = var.with_archive

  bucket                  = "acme-archive-${var.environment}"
  deny_insecure_transport = true
  versioning              = { enabled = var.environment == "prod" }
}

# Never created, so whatever it says does not matter.
module "off" {
  source = "../modules/bucket"
  create = false

  acl                 = "public-read-write"
  versioning          = { enabled = false }
  public_access_block = { block_public_acls = false }
}
