-- The facts as the projector keeps them.
{facts:Identifier} FINAL
