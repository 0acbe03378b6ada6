package io.sluice.local.failpoint;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Asks {@link Hits} for the time where a method asks the system or Delta Kernel's clock, by a call or by a reference to the method. By the
 * names in the call alone: to look at the types behind each call of each class keeps a worker on a busy machine from starting in time.
 */
final class MovedClock implements AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper {
    private static final String HITS = Type.getInternalName(Hits.class);
    private static final String TIME = "()J";
    private static final Handle WALL_CLOCK = new Handle(Opcodes.H_INVOKESTATIC, HITS, "wallClock", TIME, false);

    @Override
    public MethodVisitor wrap(
            TypeDescription type,
            MethodDescription method,
            MethodVisitor visitor,
            Implementation.Context context,
            TypePool pool,
            int writerFlags,
            int readerFlags) {
        return new MethodVisitor(OpenedClassReader.ASM_API, visitor) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
                if (isSystems(owner, name)) {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HITS, "wallClock", TIME, false);
                } else if (name.equals("getTimeMillis") && descriptor.equals(TIME)) {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HITS, "wallClockFor", "(Ljava/lang/Object;)J", false);
                } else {
                    super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                for (int i = 0; i < arguments.length; i++) {
                    if (arguments[i] instanceof Handle handle && isSystems(handle.getOwner(), handle.getName())) {
                        arguments[i] = WALL_CLOCK;
                    }
                }
                super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
            }
        };
    }

    private static boolean isSystems(String owner, String name) {
        return owner.equals("java/lang/System") && name.equals("currentTimeMillis");
    }
}
