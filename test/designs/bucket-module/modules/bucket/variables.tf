variable "create" {
  description = "Whether to create anything at all."
  type        = bool
  default     = true
}

variable "bucket" {
  type    = string
  default = null
}

variable "acl" {
  type    = string
  default = null
}

variable "object_ownership" {
  type    = string
  default = "BucketOwnerEnforced"
}

variable "versioning" {
  description = "`enabled` or `status`, and `mfa_delete`."
  type        = map(string)
  default     = {}
}

variable "logging" {
  type    = any
  default = {}
}

variable "encryption" {
  type    = any
  default = {}
}

variable "lifecycle_rules" {
  description = "A list of rules, or the JSON of one."
  type        = any
  default     = []
}

variable "replication" {
  type    = any
  default = {}
}

variable "object_lock_enabled" {
  type    = bool
  default = false
}

variable "policies" {
  description = "Documents that are merged into the bucket's policy."
  type        = list(string)
  default     = []
}

variable "deny_insecure_transport" {
  type    = bool
  default = false
}

variable "public_access_block" {
  type = object({
    block_public_acls       = optional(bool, true)
    block_public_policy     = optional(bool, true)
    ignore_public_acls      = optional(bool, true)
    restrict_public_buckets = optional(bool, true)
  })
  default = {}
}

variable "tags" {
  type    = map(string)
  default = {}
}
