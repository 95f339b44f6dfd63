"""What a script or a command asks for → the stages that do it; `import paracast` has the names."""
