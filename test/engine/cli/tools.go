//go:build tools

// Package tools names the command that this module builds, so that its dependencies are in go.sum.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
